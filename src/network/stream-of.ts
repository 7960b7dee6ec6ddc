/** Where the rows of a monitor go while the network runs, if they are not kept; nothing for what is no such monitor. */
export const streamOf = (handle: unknown): string | undefined =>
  typeof handle === 'object' &&
  handle !== null &&
  'streamsTo' in handle &&
  typeof handle.streamsTo === 'string'
    ? handle.streamsTo
    : undefined
