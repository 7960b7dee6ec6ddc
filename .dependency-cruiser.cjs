// The order of the rooms of src/ and what each may import is written in scripts/stages.json and nowhere else. A room may import
// what it names there, and what those may import. Tests may import everything: they check a stage through later ones.
const stages = require('./scripts/stages.json')

const TEST_FILES = '\\.(test|test-d|test-support)\\.ts$'

/** A room and all that it may reach. */
function allowed(name) {
  const stage = stages.find(other => other.name === name)
  if (stage === undefined) throw new Error(`scripts/stages.json names no room ${name}`)
  return [...new Set([name, ...stage.mayImport.flatMap(allowed)])]
}

const folder = names => `^src/(${names.join('|')})/`
const coreFiles = `^src/((${stages
  .filter(stage => stage.core)
  .map(stage => stage.name)
  .join('|')})/|index\\.ts$)`

module.exports = {
  forbidden: [
    ...stages.map(({ name }) => ({
      name: `imports-of-${name}`,
      comment: `src/${name} may import ${allowed(name).join(', ')}: see scripts/stages.json`,
      severity: 'error',
      from: { path: folder([name]), pathNot: TEST_FILES },
      to: { path: '^src/', pathNot: folder(allowed(name)) },
    })),
    {
      name: 'known-room',
      comment: 'A folder of src/ needs its place in the order of scripts/stages.json',
      severity: 'error',
      from: { path: '^src/', pathNot: [folder(stages.map(stage => stage.name)), '^src/index\\.ts$'] },
      to: {},
    },
    {
      name: 'core-imports-nothing-foreign',
      comment: 'What src/index.ts reaches runs in a browser as it is: no module of Node, no package',
      severity: 'error',
      from: { path: coreFiles, pathNot: TEST_FILES },
      to: { pathNot: '^src/', couldNotResolve: false },
    },
    {
      name: 'index-reaches-core-only',
      comment: 'src/index.ts reaches only rooms that scripts/stages.json calls core',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/', pathNot: coreFiles, reachable: true },
    },
    {
      name: 'no-cycles',
      // Types may refer to each other across files, as the types of a tree and its parts do; nothing is loaded in a circle by that.
      comment: 'Modules that need each other to run are one module, or share a third',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'The imported module does not exist',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count: a type from a later stage is knowledge of it.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
