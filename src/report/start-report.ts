import { describeNetwork } from '../io/describe-network.js'
import type { ModelDescription } from '../io/model-json.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Network } from '../network/network.js'
import type { Theme } from '../plot/appearance.js'
import { inBothThemes } from '../plot/page.js'
import { checkOptions, checkText, describeValue } from '../units/options.js'
import type { Picture, ReportDocument } from './document.js'
import { htmlPage } from './html-page.js'
import { latexPage } from './latex-page.js'
import { markdownPage } from './markdown-page.js'
import { picturesOf } from './pictures.js'
import { startValuesOf } from './start-values.js'
import { writeAgain } from './write-again.js'
import { writeMethods } from './write-methods.js'
import { writeResults, writeSummary } from './write-results.js'

export interface ReportOptions {
  /** Title of the report; "Simulation" if left out. */
  readonly title?: string
  /** What the model is, in a few sentences. */
  readonly about?: string
  /** The program that built the network, which the report then holds. */
  readonly script?: string
  /** The model, if it came from a file; otherwise the network is described. */
  readonly model?: ModelDescription
  /** Versions and machine, by name: rows of the table of the run. */
  readonly environment?: Readonly<Record<string, string>>
  /** A picture of the results that the model draws itself, for a light and a dark ground: the text of an SVG. */
  readonly picture?: (theme: Theme) => string | Promise<string>
}

const OPTIONS = ['title', 'about', 'script', 'model', 'environment', 'picture'] as const

/** A report of a run, in the forms that it can be written in. */
export interface Report {
  /** One HTML page that needs no other file, with figures, and with the model inside: `rheobase run report.html` runs it again. */
  html(): Promise<string>
  /** Text and formulas as Markdown, for notes and supplements. */
  markdown(): string
  /** Text and formulas as a LaTeX document, for a paper. */
  latex(): string
}

/**
 * Begins a report of a network that has been built. It is begun before the run, because a run changes what is reported (values at the start, the
 * model to run it again), and written after it:
 *
 *     const report = startReport(net, { title: 'Irregular activity' })
 *     await net.run(second(1))
 *     writeFileSync('report.html', await report.html())
 *
 * @throws {RheobaseError} kind `type` for what is no network
 */
export function startReport(network: Network, options: ReportOptions = {}): Report {
  checkOptions('startReport', options, OPTIONS)
  if (!((network as unknown) instanceof Network))
    throw new RheobaseError(
      'type',
      'not-a-network',
      `a report is of a network, not of ${describeValue(network)}`,
    )
  const title = checkText('the title of a report', options.title ?? 'Simulation')
  const start = startValuesOf(network)
  const before = network.t.value
  const { model, reason } =
    options.model === undefined
      ? described(network, start.isStart)
      : { model: options.model, reason: undefined }
  const write = (pictures: readonly Picture[]): ReportDocument => {
    const runs = network.timeSpent.runs
    // A network that had run before is told as a whole.
    const duration = start.isStart ? network.t.value - before : network.t.value
    const text =
      model === undefined || !isWholeRun(model, runs) ? undefined : JSON.stringify(withRun(model, duration))
    return {
      title,
      summary: writeSummary(network, options.about),
      methods: writeMethods(network, start, { duration, runs }),
      results: writeResults(network, options.environment ?? {}),
      pictures,
      again: writeAgain(
        network,
        text !== undefined,
        reason ??
          `${String(runs)} runs of a program, which may have changed it in between, have no form in it`,
        options.script,
      ),
      ...(text === undefined ? {} : { model: text }),
    }
  }
  return {
    async html() {
      const { picture } = options
      const first =
        picture === undefined
          ? []
          : [{ caption: 'The figure of the model.', draw: await inBothThemes(picture) }]
      return htmlPage(write([...first, ...picturesOf(network)]))
    },
    markdown: () => markdownPage(write([])),
    latex: () => latexPage(write([])),
  }
}

/** The model as it is now, or why it has no form in a file. */
function described(
  network: Network,
  isStart: boolean,
): { readonly model?: ModelDescription; readonly reason?: string } {
  if (!isStart) return { reason: 'the program had run it already when the report began' }
  try {
    return { model: describeNetwork(network) }
  } catch (error) {
    if (!(error instanceof RheobaseError)) throw error
    return { reason: error.message }
  }
}

/** Whether running the model once is what the program did: between two runs of a program anything can have been changed. */
const isWholeRun = ({ protocol = [] }: ModelDescription, runs: number): boolean =>
  runs <= 1 || protocol.some(step => 'run' in step)

/** What is described was built and not run yet. */
function withRun(model: ModelDescription, duration: number): ModelDescription {
  const protocol = model.protocol ?? []
  if (protocol.some(step => 'run' in step) || duration === 0) return model
  return { ...model, protocol: [...protocol, { run: `${String(duration)}*second` }] }
}
