import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A page in a browser, driven with a pointer as a person would. Places are pixels from the upper left corner. */
export interface DrivenPage {
  /** The value of an expression in the page, a promise awaited; it must be plain data. */
  evaluate(expression: string): Promise<unknown>
  /** Presses the button at the first place, moves over the others, and lets go at the last. */
  drag(places: readonly Place[], options?: { readonly shift?: boolean }): Promise<void>
  hover(place: Place): Promise<void>
  /** Turns the wheel by some pixels, downwards if positive. */
  wheel(place: Place, by: number): Promise<void>
  doubleClick(place: Place): Promise<void>
  /** The bytes of a PNG of what is seen. */
  picture(): Promise<Buffer>
}
export type Place = readonly [x: number, y: number]

const SIZE = { width: 800, height: 600 }
// Without a graphics card WebGL is drawn by the processor.
const OPTIONS = [
  ...['--headless=new', '--no-sandbox', '--no-first-run', '--remote-debugging-pipe', '--hide-scrollbars'],
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
]

interface Answer {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}
type Send = (method: string, parameters?: object) => Promise<unknown>

/**
 * Opens the text of a page in a new browser of 800 by 600 pixels, with an empty profile, for as long as `visit` takes.
 * @throws {Error} if the browser cannot do what it is told, or ends before
 */
export async function drivePage<Result>(
  browser: string,
  text: string,
  visit: (page: DrivenPage) => Promise<Result>,
): Promise<Result> {
  const profile = mkdtempSync(join(tmpdir(), 'rheobase-browser-'))
  const child = spawn(browser, [...OPTIONS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const [, , , input, output] = child.stdio
  const sends = connection(input as Writable, output as Readable)
  const ended = new Promise<never>((_, reject) => {
    child.on('error', reject)
    child.on('close', () => {
      reject(new Error(`${browser} ended before the visit did`))
    })
  })
  try {
    return await Promise.race([ended, visitPage(sends, text, visit)])
  } finally {
    child.removeAllListeners('close')
    const closed = new Promise(resolve => child.on('close', resolve))
    child.kill()
    await closed
    await rm(profile, { recursive: true, force: true, maxRetries: 20 }).catch(() => undefined)
  }
}

/** Commands of the DevTools protocol, each ended by a zero, and their answers. */
function connection(input: Writable, output: Readable): (session?: string) => Send {
  const waiting = new Map<number, (answer: Answer) => void>()
  let rest = ''
  output.setEncoding('utf8').on('data', (part: string) => {
    const messages = (rest + part).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      const answer = JSON.parse(message) as Answer
      waiting.get(answer.id ?? NaN)?.(answer)
    }
  })
  let last = 0
  return sessionId => (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id)
        if (error === undefined) resolve(result)
        else reject(new Error(`${method}: ${error.message}`))
      })
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
}

async function visitPage<Result>(
  sends: (session?: string) => Send,
  text: string,
  visit: (page: DrivenPage) => Promise<Result>,
): Promise<Result> {
  const browser = sends()
  const { targetId } = (await browser('Target.createTarget', { url: 'about:blank' })) as { targetId: string }
  const { sessionId } = (await browser('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string
  }
  const send = sends(sessionId)
  await send('Emulation.setDeviceMetricsOverride', { ...SIZE, deviceScaleFactor: 1, mobile: false })
  const page = pageOf(send)
  const { frameTree } = (await send('Page.getFrameTree')) as { frameTree: { frame: { id: string } } }
  await send('Page.setDocumentContent', { frameId: frameTree.frame.id, html: text })
  return visit(page)
}

function pageOf(send: Send): DrivenPage {
  const mouse = (type: string, [x, y]: Place, more: object = {}): Promise<unknown> =>
    send('Input.dispatchMouseEvent', { type, x, y, ...more })
  const pressed = { button: 'left', buttons: 1 }
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = (await send('Runtime.evaluate', {
      ...{ expression, returnByValue: true, awaitPromise: true },
    })) as { readonly result: { readonly value?: unknown }; readonly exceptionDetails?: object }
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`)
    return result.value
  }
  const click = async (place: Place, clickCount: number): Promise<void> => {
    await mouse('mousePressed', place, { ...pressed, clickCount })
    await mouse('mouseReleased', place, { button: 'left', clickCount })
  }
  return {
    evaluate,
    drag: async (places, { shift = false } = {}) => {
      const [first] = places
      const last = places.at(-1)
      if (first === undefined || last === undefined) return
      const modifiers = shift ? 8 : 0
      await mouse('mousePressed', first, { ...pressed, modifiers, clickCount: 1 })
      for (const place of places) await mouse('mouseMoved', place, { ...pressed, modifiers })
      await mouse('mouseReleased', last, { button: 'left', modifiers, clickCount: 1 })
    },
    hover: async place => {
      await mouse('mouseMoved', place)
    },
    wheel: async (place, by) => {
      await mouse('mouseWheel', place, { deltaX: 0, deltaY: by })
    },
    doubleClick: async place => {
      await click(place, 1)
      await click(place, 2)
    },
    picture: async () => {
      await evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
      const { data } = (await send('Page.captureScreenshot', { format: 'png' })) as { data: string }
      return Buffer.from(data, 'base64')
    },
  }
}
