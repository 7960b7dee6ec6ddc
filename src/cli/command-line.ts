import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, CommanderError } from 'commander'
import { errorText } from './error-text.js'
import { runModel } from './run-command.js'
import { reportModel } from './report-command.js'
import { readReportSettings, type ReportOptionTexts } from './report-settings.js'
import { readRunSettings, type RunOptionTexts } from './run-settings.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'

/** Exit statuses: all went well, something in the model is wrong, the command was used wrongly, Ctrl-C ended the run (as shells count it). */
export type ExitStatus = 0 | 1 | 2 | 130

/** Carries out a command line without the name of the command: `['run', 'model.ts']`. Never throws. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    let status: ExitStatus = 0
    const command = program(terminal, isWhole => {
      status = isWhole ? 0 : 130
    })
    await command.parseAsync([...words], { from: 'user' })
    return status
  } catch (error) {
    // Commander has said what it had to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof UsageError) {
      terminal.writeError(
        `${error.message}\n\nrheobase ${words[0] === 'report' ? 'report' : 'run'} --help tells how it is used.\n`,
      )
      return 2
    }
    const script = error instanceof ModelError ? error.file : undefined
    const cause = error instanceof ModelError ? error.cause : error
    terminal.writeError(errorText(cause, script, words.includes('--stack')))
    return 1
  }
}

/** An error that came while a model was built or run, with its file. */
class ModelError extends Error {
  readonly file: string

  constructor(file: string, cause: unknown) {
    super('', { cause })
    this.file = file
  }
}

/** @param ended told whether a run ran to its end */
function program(terminal: Terminal, ended: (isWhole: boolean) => void): Command {
  const command = new Command('rheobase')
    .description('Simulates spiking neural networks that are written as equations.')
    .version(packageVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText(
      'after',
      '\nrheobase run --help and rheobase report --help show their options, with examples.',
    )
  command.exitOverride().configureOutput({
    writeOut: text => {
      terminal.write(text)
    },
    writeErr: text => {
      terminal.writeError(text)
    },
  })
  addRun(command, terminal, ended)
  addReport(command, terminal)
  return command
}

/** Options that say how a model is built and simulated. */
const withModelOptions = (command: Command): Command =>
  command
    .option(
      '--duration <time>',
      'how long to simulate: 500ms, "2 s" (default: 1 s; a JSON model says it itself)',
    )
    .option('--set <name=value>', 'give a parameter of the model another value; may be repeated', collect)
    .option('--seed <number>', 'seed of the random numbers; the same seed gives the same spikes')
    .option(
      '--target <name>',
      'what the equations are compiled to: wasm (fast) or js (readable), with the same results',
    )
    .option(
      '--precision <name>',
      'digits of the variables: double, or single, which is faster (default: as the model says, or double)',
    )
    .option(
      '--threads <number>',
      'threads that make the steps, with the same results (default: as many as the network gains from)',
    )

const MODEL_FILE = 'script (.ts, .mts, .js, .mjs), model (.json) or report (.html)'

function addReport(command: Command, terminal: Terminal): void {
  const report = command
    .command('report')
    .copyInheritedSettings(command)
    .description(
      'Simulates a model and writes a report: equations, parameters, methods in words, figures, and the model itself to run it again.',
    )
    .argument('<file>', MODEL_FILE)
    .option(
      '-o, --output <file>',
      'where it is written; - is standard output (default: the name of the model, in this folder)',
    )
    .option(
      '--format <name>',
      'html: one page with figures and the model inside; markdown or latex: text and formulas (default: by the name of the output, or html)',
    )
    .option('--title <text>', 'title of the report (default: the name of the model)')
  withModelOptions(report)
    .option('--quiet', 'print nothing unless something is wrong')
    .option('--stack', 'print where in the program an error arose')
    .addHelpText('after', REPORT_EXAMPLES)
    .action(async (file: string, texts: ReportOptionTexts) => {
      const settings = readReportSettings(texts)
      await onModel(file, () => reportModel(file, settings, terminal))
    })
}

/** @throws {UsageError | ModelError} */
async function onModel(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw error instanceof UsageError ? error : new ModelError(resolve(file), error)
  }
}

function addRun(command: Command, terminal: Terminal, ended: (isWhole: boolean) => void): void {
  const run = command
    .command('run')
    .copyInheritedSettings(command)
    .description(
      'Simulates a model: a script in TypeScript or JavaScript, a model in JSON, or the one that a report holds.',
    )
    .argument('<file>', MODEL_FILE)
  withModelOptions(run)
    .option(
      '--input <file>',
      'what the network hears or reads, for scripts that ask for it; - is standard input',
    )
    .option(
      '--input-format <format>',
      'what its bytes mean if they are samples without a header: encoding,rate[,channels], such as s16le,44.1kHz (also u8, s24le, s32le, f32le, f64le and the names of arecord)',
    )
    .option(
      '--plot <file>',
      'draw the spikes, the population rate and recorded traces: a picture (.svg, .png) or a page (.html)',
    )
    .option(
      '--theme <name>',
      'ground of the picture: light or dark (default: light; a page shows the one that its reader prefers)',
    )
    .option(
      '--save <file>',
      'write all that was recorded, for other programs: .csv, .npz (NumPy), .arrow or .nwb; may be repeated',
      collect,
    )
    .option('--json', 'print one line of JSON instead of a table')
    .option(
      '--inspect',
      'print what became of the equations: schedule, update statements, kernels, generated code',
    )
    .option('--profile', 'measure how long each kernel takes')
    .option('--quiet', 'print nothing unless something is wrong')
    .option('--stack', 'print where in the program an error arose')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, texts: RunOptionTexts) => {
      const settings = readRunSettings(texts)
      await onModel(file, async () => {
        ended(await runModel(file, settings, terminal))
      })
    })
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text]

const REPORT_EXAMPLES = `
Examples:
  rheobase report examples/cuba.ts -o cuba.html
      simulates the network and writes a page that any browser shows

  rheobase run cuba.html
      runs the model that the page holds, with the same spikes

  rheobase report model.json -o methods.tex
      writes the methods for a paper

  rheobase report model.json --format markdown -o - | less
      shows them

Exit status: 0 all went well, 1 something in the model is wrong, 2 the command was used wrongly.
`

const EXAMPLES = `
Examples:
  rheobase run examples/cuba.ts
      simulates a network of 4000 neurons for one second and prints what it did

  rheobase run examples/cuba.ts --plot cuba.svg
      the same, and draws its spikes

  rheobase run examples/cuba.ts --plot cuba.png --theme dark
      on a dark ground, as an image

  rheobase run examples/cuba.ts --duration 500ms --set we=1.5mV --set size=1000 --seed 7
      half a second of a smaller network with weaker synapses and other random numbers

  rheobase run examples/cuba.ts --save cuba.npz --save cuba.nwb
      writes spikes and traces for NumPy and as a file of Neurodata Without Borders

  arecord -f S16_LE -r 44100 | rheobase run examples/case-studies/pitch.ts --input - --duration 10s
      a network that listens to the microphone for ten seconds

  ffmpeg -i song.mp3 -f s16le -ac 1 -ar 44100 - | rheobase run examples/case-studies/pitch.ts --input - --input-format s16le,44.1kHz
      the same for samples without a header

  rheobase run model.json --json
      runs a model that another program wrote, and prints a line that another program reads

A script exports a function that builds a network:

  import { Network, ms, mV, script } from 'rheobase'

  export default script(({ values, settings }) => {
    const { tau = ms(10) } = values                        // --set tau=20ms
    const network = new Network({ seed: 1, ...settings })  // --seed, --target, --precision, --threads
    const neurons = network.neuronGroup(100, 'dv/dt = (20*mV - v)/tau : volt', {
      threshold: 'v > 15*mV', reset: 'v = 0*mV', namespace: { tau },
    })
    neurons.v.set('rand()*15*mV')
    return { network, spikes: network.spikeMonitor(neurons), duration: ms(500) }
  })

Ctrl-C ends a run after the step that is under way, and what there is by then is printed, drawn and saved.

Exit status: 0 all went well, 1 something in the model is wrong, 2 the command was used wrongly, 130 Ctrl-C ended the run.
`

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return version
}
