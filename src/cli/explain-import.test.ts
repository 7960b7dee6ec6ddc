import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-tool.js'
import { ensureBuild } from '../../scripts/up-to-date-build.js'
import { explainImport } from './explain-import.js'

const folder = mkdtempSync(join(tmpdir(), 'rheobase-'))
beforeAll(async () => {
  expect(await ensureBuild()).toBe(0)
}, 300_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const write = (name: string, text: string): void => {
  writeFileSync(join(folder, name), text)
}

test.each([
  [
    'a misspelt name',
    'name.ts',
    '// A model.\nimport {\n  ms,\n  Networc,\n} from "rheobase"\nexport default () => new Networc({ dt: ms(1) })',
    '[unknown-export]: `rheobase` exports nothing called `Networc`. Did you mean `Network`?\n\n  name.ts, line 4\n    Networc,\n    ^^^^^^^\n',
  ],
  [
    'a name of another part of the package',
    'part.ts',
    "import { Network, raster } from 'rheobase'\nexport default () => [new Network(), raster]",
    "`rheobase` exports nothing called `raster`. It is in 'rheobase/plot'.\n\n  part.ts, line 1\n    import { Network, raster } from 'rheobase'\n                      ^^^^^^\n",
  ],
  [
    'a default export',
    'default.ts',
    "import rheobase from 'rheobase'\nexport default () => new rheobase.Network()",
    "`rheobase` has no default export: say what you need of it, import { … } from 'rheobase'.\n\n  default.ts, line 1\n    import rheobase from",
  ],
  [
    'a name of a file of the script',
    'own.ts',
    "import { sizes } from './constants.js'\nexport default () => sizes",
    '`./constants.js` exports nothing called `sizes`. Did you mean `size`?\n\n  own.ts, line 1\n    import { sizes }',
  ],
  [
    'an import of a file that the script imports',
    'outer.ts',
    "import { helper } from './inner.js'\nexport default () => helper",
    '`rheobase` exports nothing called `Quantitys`. Did you mean `Quantity` or `quantity`?\n\n  inner.ts, line 2\n',
  ],
  [
    'a misspelt file',
    'file.ts',
    "import { size } from './constant.js'\nexport default () => size",
    "[unknown-module]: there is no file `./constant.js` beside file.ts. Did you mean './constants.js'?\n\n  file.ts, line 1\n",
  ],
  [
    'a file without its ending',
    'ending.ts',
    "import { size } from './constants'\nexport default () => size",
    "there is no file `./constants` beside ending.ts. Did you mean './constants.js'?",
  ],
  [
    'a misspelt part of the package',
    'plots.ts',
    "import { raster } from 'rheobase/plots'\nexport default () => raster",
    "rheobase has no part `rheobase/plots`. Did you mean 'rheobase/plot'?\n\n  plots.ts, line 1\n    import { raster } from 'rheobase/plots'\n                            ^^^^^^^^^^^^^^\n",
  ],
  [
    'a misspelt package',
    'package.ts',
    "import { Network } from 'reobase'\nexport default () => new Network()",
    "there is no package `reobase` here. Did you mean 'rheobase'?",
  ],
  [
    'a package that is not installed',
    'other.ts',
    "import { a } from '@nobody/nothing/here'\nexport default () => a",
    'there is no package `@nobody/nothing/here` here. npm install @nobody/nothing brings it.',
  ],
  [
    'JavaScript where nothing is installed',
    'script.mjs',
    "import { Network } from 'rheobase'\nexport default () => new Network()",
    'there is no package `rheobase` here. A script in JavaScript finds what is installed beside it: npm install rheobase.',
  ],
])('%s is told with its place', (_, name, text, message) => {
  write('constants.ts', 'export const size = 5\n')
  write('inner.ts', "\nimport { Quantitys } from 'rheobase'\nexport const helper = () => Quantitys")
  write(name, text)
  const command = [join(ROOT, 'dist/cli/main.js'), 'run', name]
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
  expect(stderr).toContain(message)
  expect(status).toBe(1)
})

test('a part that is not there is told where the package is installed, too', async () => {
  const file = join(folder, 'installed.mjs')
  write('installed.mjs', "import { raster } from 'rheobase/plots'\n")
  const error = new Error(
    `Package subpath './plots' is not defined by "exports" in ${folder}/node_modules/rheobase/package.json imported from ${file}`,
  )
  expect(await explainImport(error, file)).toMatchObject({
    code: 'unknown-module',
    message: expect.stringContaining("Did you mean 'rheobase/plot'?") as string,
  })
})

test('other errors stay what they are', async () => {
  const file = join(folder, 'any.ts')
  write('any.ts', "import { a } from './a.js'")
  for (const error of [
    new TypeError('a is not a function'),
    'text',
    new Error("Cannot find module 'x' imported from y"),
  ])
    expect(await explainImport(error, file)).toBe(error)
})
