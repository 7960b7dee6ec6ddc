import { expect, test } from 'vitest'
import { DIAMETERS, run, speeds } from './axon-speed.js'

const { speeds: found, picture } = await run()
const squid = found[DIAMETERS.indexOf(476)] ?? NaN

test('the axon of the squid conducts as Hodgkin and Huxley computed', () => {
  // 18.8 m/s by hand, by trial of speeds that keep the wave from running away; 21.2 m/s in the experiment.
  expect(Math.abs(squid - 18.8)).toBeLessThan(0.2)
})

test('speed grows with the square root of the diameter', () => {
  found.forEach((speed, k) => {
    expect(speed / squid / Math.sqrt((DIAMETERS[k] ?? NaN) / 476)).toBeCloseTo(1, 3)
  })
})

test('compartments half as long change the speed by less than one in 200', async () => {
  const [finer = NaN] = (await speeds([476], { n: 480 })).speeds
  expect(Math.abs(finer / squid - 1)).toBeLessThan(0.005)
})

test('draws the wave and the law', async () => {
  const svg = await picture()
  for (const text of ['Place (mm)', 'Diameter (µm)', 'Speed (m/s)']) expect(svg).toContain(text)
})
