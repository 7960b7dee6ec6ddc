import { expect, test } from 'vitest'
import { Network, type Message } from 'rheobase'

/** Whether code of synapses between two groups (or within one) is said to depend on the order of the synapses. */
function warns(code: string, { recurrent = false } = {}): boolean {
  const messages: Message[] = []
  const net = new Network({ onMessage: message => messages.push(message), namespace: { c: 2 } })
  const equations = 'v : 1\n u : 1\n both = u + 1 : 1'
  const source = net.neuronGroup(2, equations, { threshold: 'v > 1', reset: 'v = 0' })
  const target = recurrent ? source : net.neuronGroup(2, equations)
  const synapses = net.synapses(source, target, {
    equations: 'w : 1\n a : 1\n double = 2*w : 1',
    onPre: code,
  })
  synapses.connect()
  net.check()
  return messages.some(message => message.code === 'order-dependent')
}

test.each([
  'v_post += w',
  'v_post = v_post*w',
  'v_post *= 2',
  'v_post = 1',
  'v_post = c',
  'v_post += v_pre',
  'v_post += w*v_pre',
  'v_post += u_post',
  'v_post += v_post',
  'v_post += v_post; v_post += v_post',
  'v_post += sin(-v_post)',
  'w = v_pre',
  'w *= a',
  'w = a; a += 1',
  'v_pre = 0; w = v_pre',
  'a = v_pre; v_post += a',
  'v_post += 1; x = v_post',
  'v_post += rand()',
  'v += double',
  'v_post += both_post',
  'v_post += w; a += 1; w = clip(w + a, 0, 1)',
])('no warning: %s', code => {
  expect(warns(code)).toBe(false)
})

test.each([
  'v_post += w + v_post',
  'v_post = w',
  'v_pre = w',
  'v_post = v_pre',
  'v_post += v_pre; v_pre += v_post',
  'v_post += w; u_post += v_post',
  'a = v_post; v_post += w',
  'v_post += 1; w = v_post',
  'x = w; v_pre = x',
  'x = v_pre; v_post = x',
  'v_post = i',
  'v = double',
  'u_post += w; v_post += both_post',
])('a warning: %s', code => {
  expect(warns(code)).toBe(true)
})

test.each([
  'v_post += w; v_post *= 2',
  'v_post = 0; v_post += w',
  'v_post //= 2',
  'v_post += w; v_post += v_post',
  'v_post += w; v_post = sin(v_post)',
  'v_post = sin(v_post); v_post += w',
  'v_post += v_post; w = v_post',
  'w = v_post; v_post = 1',
  'x = v_post; v_post = 1; w = x',
])('changes that do not commute are warned of: %s', code => {
  expect(warns(code)).toBe(true)
})

test('a neuron that stands on both sides is one neuron', () => {
  expect(warns('v_post += v_pre', { recurrent: true })).toBe(true)
  expect(warns('v_post += w', { recurrent: true })).toBe(false)
})

test('the warning shows the statement and says what then happens', () => {
  const messages: Message[] = []
  const net = new Network({ onMessage: message => messages.push(message) })
  const source = net.neuronGroup(2, 'v : 1', { threshold: 'v > 1', reset: 'v = 0' })
  const target = net.neuronGroup(2, 'v : 1')
  net.synapses(source, target, { equations: 'w : 1', onPre: { up: 'w += 1\nv_post = w' } }).connect()
  net.check()
  net.check()
  const found = messages.filter(({ code }) => code === 'order-dependent')
  expect(found).toHaveLength(1)
  expect(found[0]?.text).toContain('v_post = w')
  expect(found[0]?.text).toContain('`v_post` depends on the order of the synapses')
  expect(found[0]?.text).toContain('pathway `up`')
})
