import { expect, test } from 'vitest'
import { Network, RheobaseError, type ConnectOptions } from 'rheobase'

test.each<[string, ConnectOptions, string]>([
  ['all pairs', {}, 'out-of-memory'],
  ['a fraction of them', { p: 0.5 }, 'out-of-memory'],
  ['so many in all', { total: 1e11 }, 'out-of-memory'],
  ['a condition of all pairs', { condition: 'i == j' }, 'too-many-candidates'],
  ['a probability of all pairs', { p: '0.1' }, 'too-many-candidates'],
  ['a range', { j: 'k for k in range(N_post)' }, 'out-of-memory'],
  ['a range with a condition', { j: 'k for k in range(N_post) if k == i' }, 'too-many-candidates'],
  ['a sample', { j: 'k for k in sample(N_post, p=0.5)' }, 'out-of-memory'],
  ['copies of a pair', { i: 0, j: 0, n: 2_000_000_000 }, 'out-of-memory'],
  ['copies of a pair by text', { j: 'i', n: '2000000000' }, 'out-of-memory'],
])('refused before anything is made, for a million neurons: %s', (_, options, code) => {
  const net = new Network()
  const neurons = net.neuronGroup(1e6, '')
  const synapses = net.synapses(neurons, neurons)
  expect(() => synapses.connect(options)).toThrow(expect.objectContaining({ kind: 'value', code }))
  expect(synapses.size).toBe(0)
})

test.each<[string, object, string, string, readonly string[]]>([
  ['a list as condition', { condition: [1, 2] }, 'type', 'not-a-condition', ['i and j']],
  [
    'a generator as condition',
    { condition: 'k for k in range(3)' },
    'value',
    'generator-as-condition',
    ["j: '"],
  ],
  ['a condition and lists', { condition: 'i == j', i: 0, j: 0 }, 'value', 'two-forms', ['either']],
  ['one list alone', { i: [0] }, 'value', 'half-a-list', ['i and j']],
  ['neither list nor text', { i: true, j: 0 }, 'type', 'not-a-list', ['boolean true']],
  ['a probability that is none', { p: true }, 'type', 'not-a-probability', ['boolean true']],
  ['a probability that is not a number', { p: NaN }, 'type', 'not-a-probability', ['NaN']],
  [
    'a probability by text that is nan somewhere',
    { p: '(i - 2.0)/(j - 2.0)' },
    'value',
    'impossible-probability',
    ['from 2 to 2'],
  ],
  ['a list of probabilities without lists', { p: [0.5] }, 'type', 'not-a-probability', ['lists of neurons']],
  ['half a synapse', { n: 1.5 }, 'type', 'not-a-count', ['1.5']],
  ['less than no synapses', { n: -1 }, 'value', 'impossible-count', ['-1']],
  ['less than no synapses by text', { n: 'i - 1' }, 'value', 'impossible-count', ['-1']],
  ['less than no synapses in a list', { i: [0, 1], j: 0, n: [1, -2] }, 'value', 'impossible-count', ['-2']],
  ['text and a list', { i: 0, j: 'i' }, 'type', 'generator-and-list', ['other side']],
  ['two generators', { i: 'j', j: 'i' }, 'type', 'generator-and-list', ['other side']],
  ['a generator with p', { j: 'i', p: 0.5 }, 'value', 'generator-with-probability', ['sample']],
  ['lists with skipIfInvalid', { i: 0, j: 0, skipIfInvalid: true }, 'value', 'skip-without-generator', []],
  ['lists with n as text', { i: 0, j: 0, n: 'i' }, 'type', 'not-a-count', ['lists']],
  ['lists with p as text', { i: 0, j: 0, p: '0.5' }, 'type', 'not-a-probability', ['lists']],
  [
    'lists of other lengths',
    { i: [0, 1], j: [0, 1, 2] },
    'value',
    'number-of-values',
    ['2 sources', '3 targets'],
  ],
  ['an index that is not whole', { i: 0.5, j: 0 }, 'type', 'index-not-whole', ['0.5']],
  [
    'an index beyond the group',
    { i: 0, j: [0, 5] },
    'index',
    'index-out-of-range',
    ['target', '5', '0 to 4'],
  ],
  ['a negative index', { i: -1, j: 0 }, 'index', 'index-out-of-range', ['source', '-1']],
  ['a condition that is a number', { condition: 'i + j' }, 'type', 'not-a-condition', ['i + j', '^^^^^']],
  [
    'a condition that compares a length and a number',
    { condition: 'length_pre > 1' },
    'dimension',
    'dimension-mismatch',
    ['^'],
  ],
  ['a condition that cannot be read', { condition: 'i ==' }, 'syntax', 'expected-operand', ['^']],
  ['a probability with a unit', { p: 'length_pre' }, 'dimension', 'dimension-mismatch', ['length_pre', '^']],
  [
    'a variable of the source without its suffix',
    { condition: 'x > 0.5' },
    'name',
    'unknown-name',
    ['x_pre'],
  ],
  ['a variable of the synapses', { condition: 'w > 0*volt' }, 'value', 'synapses-not-made', ['`w`', '^']],
  ['a count of synapses', { p: '1/N_incoming' }, 'value', 'synapses-not-made', ['N_incoming', '^']],
  [
    'a count of synapses in a generator',
    { j: 'k for k in range(N_outgoing)' },
    'value',
    'synapses-not-made',
    ['^'],
  ],
  ['two iterators', { j: 'k for k in range(2) for l in range(2)' }, 'syntax', 'unexpected-token', ['^']],
  ['two conditions', { j: 'k for k in range(2) if k > 0 if k > 1' }, 'syntax', 'unexpected-token', ['^']],
  ['two names', { j: 'k for k, l in range(2)' }, 'syntax', 'unexpected-token', ['^']],
  ['another iterator', { j: 'k for k in list(2)' }, 'syntax', 'unexpected-token', ['range', 'sample', '^']],
  ['no arguments', { j: 'k for k in range()' }, 'syntax', 'unexpected-token', ['^']],
  ['four arguments', { j: 'k for k in range(1, 2, 3, 4)' }, 'syntax', 'unexpected-token', ['^']],
  ['a spread argument', { j: 'k for k in range(*i)' }, 'syntax', 'expected-operand', ['^']],
  ['a range with p', { j: 'k for k in range(3, p=0.5)' }, 'syntax', 'unexpected-token', ['^']],
  [
    'a sample without p and size',
    { j: 'k for k in sample(3)' },
    'syntax',
    'unexpected-token',
    ['p=', 'size=', '^'],
  ],
  [
    'a sample with p and size',
    { j: 'k for k in sample(3, p=1, size=2)' },
    'syntax',
    'unexpected-token',
    ['^'],
  ],
  ['a sample with another name', { j: 'k for k in sample(3, n=1)' }, 'syntax', 'unexpected-token', ['^']],
  ['an iterator that is not closed', { j: 'k for k in range(3' }, 'syntax', 'unclosed-parenthesis', ['^']],
  ['nothing before for', { j: 'for k in range(3)' }, 'syntax', 'expected-operand', ['^']],
  ['no in', { j: 'k for k range(3)' }, 'syntax', 'unexpected-token', ['in', '^']],
  [
    'the target in the range of a target',
    { j: 'k for k in range(j)' },
    'value',
    'partner-in-range',
    ['`j`', '^'],
  ],
  [
    'a target variable in the range of a target',
    { j: 'k for k in sample(3, p=y_post)' },
    'value',
    'partner-in-range',
    ['`y_post`', '^'],
  ],
  ['the counter in its own range', { j: 'k for k in range(k)' }, 'value', 'partner-in-range', ['`k`', '^']],
  ['the target as its own partner', { j: 'j + 1' }, 'value', 'partner-from-partner', ['`j`', '^']],
  ['a range of halves', { j: 'k for k in range(i/2)' }, 'type', 'range-not-whole', ['//', '^']],
  ['a range of a float that is whole', { j: 'k for k in range(2.0)' }, 'type', 'range-not-whole', ['^']],
  [
    'a target without suffix in its own range',
    { j: 'k for k in range(int(y))' },
    'value',
    'partner-in-range',
    ['`y`', '^'],
  ],
  [
    'a target without suffix as its own partner',
    { j: 'int(y)' },
    'value',
    'partner-from-partner',
    ['`y`', '^'],
  ],
  ['a range of a condition', { j: 'k for k in range(i > 2)' }, 'type', 'range-not-whole', ['^']],
  [
    'a range without end',
    { j: 'k for k in sample(1e10, size=1)' },
    'value',
    'impossible-range',
    ['10000000000', '^'],
  ],
  ['a step of 0', { j: 'k for k in range(0, 3, i)' }, 'value', 'impossible-step', ['0']],
  [
    'a sample larger than its range',
    { j: 'k for k in sample(3, size=4)' },
    'index',
    'impossible-sample',
    ['4', '3'],
  ],
  [
    'a sample of less than nothing',
    { j: 'k for k in sample(3, size=-1)' },
    'index',
    'impossible-sample',
    ['-1'],
  ],
  ['a sample of nan', { j: 'k for k in sample(3, size=i/0*0)' }, 'value', 'impossible-sample', ['^']],
  ['a partner outside', { j: 'i + 1' }, 'index', 'index-out-of-range', ['j = 5', 'skipIfInvalid', '^']],
  [
    'a partner outside, before a condition on the target',
    { j: 'i + 1 if y_post > 9' },
    'index',
    'index-out-of-range',
    [],
  ],
  ['a name that there is not', { j: 'k for k in range(M)' }, 'name', 'unknown-name', ['`M`', '^']],
  ['more synapses than pairs', { total: 26 }, 'value', 'impossible-total', ['26', '25']],
  [
    'more synapses than the condition allows',
    { total: 6, condition: 'i == j' },
    'value',
    'impossible-total',
    ['6', '5'],
  ],
  ['a total with p', { total: 3, p: 0.5 }, 'value', 'two-forms', ['total']],
  ['half a synapse in all', { total: 2.5 }, 'type', 'not-a-count', ['2.5']],
  ['an option that there is not', { condtion: 'i == j' }, 'name', 'unknown-option', ['`condition`']],
])('refused: %s', (_, options, kind, code, words) => {
  let error: unknown
  const net = new Network()
  const from = net.neuronGroup(5, 'x : 1\nlength : meter')
  const to = net.neuronGroup(5, 'y : 1')
  const synapses = net.synapses(from, to, { equations: 'w : volt' })
  try {
    synapses.connect(options)
  } catch (found) {
    error = found
  }
  if (!(error instanceof RheobaseError)) throw new Error(`nothing was refused: ${String(error)}`)
  expect([error.kind, error.code]).toEqual([kind, code])
  for (const word of words) expect(error.message).toContain(word)
  expect(synapses.size).toBe(0)
})
