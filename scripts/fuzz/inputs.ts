import { CASES, readCases } from '../../conformance/case.js'
import { mutatedModel } from './mutate-model.js'
import { Random } from './random.js'
import { TEXT_KINDS, textOf } from './texts.js'
import { tryModel } from './try-model.js'
import { tryText } from './try-text.js'

/** Every so many inputs one is a model, the others are texts. */
const MODEL_EVERY = 6
export type InputKind = 'text' | 'model' | 'both'

export interface Input {
  readonly kind: string
  /** The input as text, to be shown. */
  readonly shown: string
  /** Tries it. Gives what is wrong. */
  readonly attempt: () => Promise<string | undefined>
}

const PRECISIONS = ['double', 'single'] as const

const models = readCases(CASES).map(({ test: { network, protocol } }) => ({ network, protocol }))
const known = models.flatMap(({ network }) =>
  network.objects.flatMap(object =>
    object.type === 'neuronGroup' ? [[object.equations].flat().join('\n')] : [],
  ),
)

/** The input with a number: the same for the same seed, whatever was tried before. */
export function inputOf(seed: number, index: number, kinds: InputKind): Input {
  const random = new Random(seed, index)
  const precision = random.pick(PRECISIONS)
  if (kinds === 'model' || (kinds === 'both' && index % MODEL_EVERY === 0)) {
    const model = mutatedModel(random.pick(models), models, random)
    return { kind: 'model', shown: JSON.stringify(model), attempt: () => tryModel(model, precision) }
  }
  const kind = random.pick(TEXT_KINDS)
  const text = textOf(kind, random, known)
  return { kind, shown: text, attempt: () => tryText(kind, text, precision) }
}
