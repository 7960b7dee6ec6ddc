import type { Network } from '../network/network.js'
import { paragraph, type Block } from './document.js'

/** How the run is repeated, and what that needs. */
export function writeAgain(
  network: Network,
  hasModel: boolean,
  reason: string | undefined,
  script: string | undefined,
): readonly Block[] {
  return [
    hasModel
      ? paragraph(
          'The page holds the whole model as JSON: equations, parameters, synapses, values at the start and seed. `rheobase run report.html` (with the name of this page) ',
          'repeats the run; every machine gives the same bits.',
        )
      : paragraph(
          `The page holds no model file: ${reason ?? 'the network was built by a program'}.`,
          script === undefined
            ? ''
            : ` The script below builds it; run it with the seed ${String(network.seed)}: \`rheobase run SCRIPT --seed ${String(network.seed)}\`.`,
        ),
    ...(script === undefined
      ? []
      : [
          { kind: 'code', title: 'The script that built the network', language: 'ts', text: script } as const,
        ]),
  ]
}
