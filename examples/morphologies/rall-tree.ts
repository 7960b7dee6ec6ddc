// A tree that is a cylinder: where diameters to the power 3/2 add up at each branch point, and all tips are equally far in lengths of the cable,
// a current at the root sees one long cylinder. The potential along both, beside the solution of the cable equation.
//
// Rall 1962, "Theory of physiological properties of dendrites", Annals of the New York Academy of Sciences 96, 1071-1092.
//
//   rheobase run examples/morphologies/rall-tree.ts --plot rall-tree.svg
import { Network, cylinder, mV, metre, ms, nA, quantity, um, units } from 'rheobase'
import type { Morphology, ScriptModel, ScriptOptions, SpatialNeuron } from 'rheobase'
import type { Theme } from 'rheobase/plot'

const EQUATIONS = `
  Im = gl*(El - v) : amp/meter**2
  I : amp (point current)
`
const [gl, Ri] = [quantity`0.1*msiemens/cm**2`, quantity`150*ohm*cm`]
const REST = -70
const CURRENT = nA(0.02)

/** How far a potential reaches along a cylinder: λ, in metres, of a diameter in metres. */
const reach = (diameter: number): number => Math.sqrt(diameter / (4 * Ri.value * gl.value))
/** A cylinder whose length is given in its own λ. */
const cable = (diameter: number, length: number, n: number): Morphology =>
  cylinder({ diameter: metre(diameter), length: metre(length * reach(diameter)), n })

const DIAMETER = um(2).value
const daughter = DIAMETER / 2 ** (2 / 3)
export const whole = cable(DIAMETER, 1, 200)
export const tree = cable(DIAMETER, 0.5, 100)
  .set('left', cable(daughter, 0.5, 100))
  .set('right', cable(daughter, 0.5, 100))

/** The potential over rest, in mV, at a distance from the root in λ: what the cable equation says of a current into one end of a sealed cylinder. */
export function theory(distance: number): number {
  const resistance = 2 / Math.PI / (DIAMETER ** 1.5 * Math.sqrt(gl.value / Ri.value))
  return (1e3 * CURRENT.value * resistance * Math.cosh(1 - distance)) / Math.sinh(1)
}

interface RallTree extends Required<ScriptModel> {
  readonly neurons: readonly [whole: SpatialNeuron<typeof EQUATIONS>, tree: SpatialNeuron<typeof EQUATIONS>]
}

export default function rallTree({ seed = 1, target = 'wasm', threads }: ScriptOptions): RallTree {
  const network = new Network({ dt: ms(0.1), seed, target, threads })
  const neuronOf = (morphology: Morphology): SpatialNeuron<typeof EQUATIONS> => {
    const options = { Cm: quantity`1*uF/cm**2`, Ri, namespace: { gl, El: mV(REST) } }
    const neuron = network.spatialNeuron(morphology, EQUATIONS, options)
    neuron.v.set(mV(REST))
    neuron.at(0).state('I').set(CURRENT)
    return neuron
  }
  const neurons = [neuronOf(whole), neuronOf(tree)] as const
  return { network, neurons, duration: ms(200), picture: theme => drawPotentials(neurons, theme) }
}

/** Distance from the root in λ, and potential over rest in mV, of the compartments of a path. */
export function along(
  { v, distance }: SpatialNeuron<typeof EQUATIONS>,
  isTree: boolean,
): readonly (readonly [number, number])[] {
  const potentials = v.values()
  return Array.from(distance.values().slice(0, 200), (metres, k) => {
    const branch = 0.5 * reach(DIAMETER)
    const lambdas =
      isTree && metres > branch ? 0.5 + (metres - branch) / reach(daughter) : metres / reach(DIAMETER)
    return [lambdas, 1e3 * (potentials[k] ?? NaN) - REST] as const
  })
}

async function drawPotentials(
  [cylindric, branched]: RallTree['neurons'],
  theme: Theme | undefined,
): Promise<string> {
  const { curve, figure } = await import('rheobase/plot')
  // Both lie on one line, so each is drawn at every tenth place, in turn.
  const every = (from: number, points: ReturnType<typeof along>) => points.filter((_, k) => k % 20 === from)
  const found = { cylinder: every(0, along(cylindric, false)), tree: every(10, along(branched, true)) }
  const axes = { xLabel: 'Distance from the root (λ)' }
  const expected = Array.from({ length: 101 }, (_, k) => k / 100)
  const places = (points: ReturnType<typeof along>) => points.map(([x]) => x)
  const potentials = [
    curve(expected, mV(expected.map(theory)), {
      ...axes,
      ...{ name: 'theory', unit: mV, label: 'Potential over rest', weight: 2 },
    }),
    ...Object.entries(found).map(([name, points], k) =>
      curve(places(points), mV(points.map(([, potential]) => potential)), {
        ...{ name, unit: mV, draw: 'dots', color: k + 1 },
      }),
    ),
  ]
  const differences = Object.entries(found).map(([name, points], k) =>
    curve(places(points), mV(points.map(([x, potential]) => potential - theory(x))), {
      ...axes,
      ...{ name, unit: units.get('nvolt'), label: 'Difference to theory', draw: 'dots', color: k + 1 },
    }),
  )
  return figure([potentials, differences], { theme, title: 'A tree that is a cylinder' })
}

/** 200 ms, twenty time constants: as good as for ever. */
export async function run(): Promise<RallTree> {
  const model = rallTree({ values: {} })
  await model.network.run(model.duration)
  return model
}
