import { expect, test } from 'vitest'
import { optionalPackage } from './optional-package.js'

test('a package that is there is loaded', async () => {
  expect(await optionalPackage('h5wasm', { what: 'a file', otherwise: '' })).toHaveProperty('File')
})

test('one that is missing is told with what to do', async () => {
  const loading = optionalPackage('a-package-of-nobody', {
    what: 'a PNG image',
    otherwise: 'or write the picture as SVG.',
  })
  await expect(loading).rejects.toMatchObject({
    kind: 'state',
    code: 'package-missing',
    message:
      'a PNG image needs the optional package a-package-of-nobody, which is not installed. Install it with\n\n' +
      '  npm install a-package-of-nobody\n\nor write the picture as SVG.',
  })
})

test('one that is there and does not load is told with the reason', async () => {
  const broken = "data:text/javascript,throw new Error('there is no binding for this system')"
  await expect(
    optionalPackage(broken, { what: 'a PNG image', otherwise: 'or write SVG.' }),
  ).rejects.toMatchObject({
    kind: 'state',
    code: 'package-does-not-load',
    message: expect.stringContaining(
      'does not load: there is no binding for this system\n\nInstall it anew',
    ) as string,
  })
})
