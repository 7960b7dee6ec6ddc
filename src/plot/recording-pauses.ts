/**
 * Numbers of samples in the order of a line through them, with -1 where the recording made a pause: where the step between two samples is longer
 * than those before and after it. A step that becomes longer for good is no pause.
 */
export function samplesWithPauses(times: ArrayLike<number>): Int32Array {
  const step = (k: number): number => (times[k + 1] ?? NaN) - (times[k] ?? NaN)
  const samples: number[] = []
  for (let k = 0; k < times.length; k++) {
    samples.push(k)
    // A comparison with a step that is not there is false.
    if (step(k) > LONGER * step(k - 1) && !(step(k) <= LONGER * step(k + 1))) samples.push(-1)
  }
  return Int32Array.from(samples)
}

const LONGER = 2.5
