import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Functions of the host whose last bit depends on the engine. */
const ENGINE_DEPENDENT = [
  ...['exp', 'expm1', 'log', 'log10', 'log1p', 'log2', 'pow', 'cbrt', 'hypot', 'random'],
  ...[
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'atan2',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'acosh',
    'atanh',
  ],
]
const TESTS = ['**/*.test.ts', '**/*.test-d.ts', '**/*.test-support.ts']
/** Rooms whose numbers end in simulations. */
const SIMULATION = [
  'errors',
  'language',
  'symbolic',
  'integration',
  'model',
  'kernels',
  'compile',
  'targets',
  'runtime',
  'network',
]

export default defineConfig(
  globalIgnores(['dist/', '.cache/', 'coverage/', 'figures/', 'scratch/']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportAllDeclaration',
          message: 'Export name by name: the surface is then written down.',
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: SIMULATION.map(room => `src/${room}/**/*.ts`),
    ignores: TESTS,
    rules: {
      'no-restricted-properties': [
        'error',
        ...ENGINE_DEPENDENT.map(property => ({
          object: 'Math',
          property,
          message:
            'Engines differ in its last bits. For a number that never enters a simulation, say so and switch the rule off there.',
        })),
      ],
    },
  },
  {
    files: ['**/*.test-d.ts'],
    // A type test reads a property to see whether it exists.
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['examples/**/*.ts'],
    // What a script gives back has the types of its equations, which stand in it already.
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    // Configuration that tools load as JavaScript has no types to check.
    files: ['**/*.js', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    // Without types in the text there is nothing to write at a boundary.
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['**/*.cjs'],
    // CommonJS, because dependency-cruiser reads its configuration so.
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)
