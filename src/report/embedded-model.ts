/** Models longer than this are put into a page in compressed form. */
const MOST_PLAIN = 200_000

export const MODEL_ID = 'rheobase-model'

/** The model of a report as an element of its page, from which `rheobase run report.html` reads it. */
export async function embeddedModel(model: string): Promise<string> {
  if (model.length <= MOST_PLAIN) {
    // Nothing in a model can end the element that holds it.
    const text = model.replaceAll('<', '\\u003c')
    return `<script type="application/json" id="${MODEL_ID}">${text}</script>`
  }
  return `<script type="application/json" id="${MODEL_ID}" data-encoding="gzip-base64">${await compressed(model)}</script>`
}

/** The model that the page of a report holds, as text; nothing if it has none. */
export async function modelInPage(page: string): Promise<string | undefined> {
  const [, encoding, text] =
    new RegExp(
      `<script type="application/json" id="${MODEL_ID}"( data-encoding="gzip-base64")?>([^]*?)</script>`,
    ).exec(page) ?? []
  if (text === undefined) return undefined
  return encoding === undefined ? text : expanded(text)
}

async function compressed(text: string): Promise<string> {
  const bytes = await bytesOf(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip')))
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
  return btoa(parts.join(''))
}

async function expanded(text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
  return new TextDecoder().decode(
    await bytesOf(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))),
  )
}

const bytesOf = async (stream: ReadableStream): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream).arrayBuffer())

/** What the button of the page does: it gives the model as a file. */
export const DOWNLOAD_SCRIPT = `
document.getElementById('download').addEventListener('click', async () => {
  const element = document.getElementById('${MODEL_ID}')
  let stream = new Blob([element.textContent]).stream()
  if (element.dataset.encoding) {
    const bytes = Uint8Array.from(atob(element.textContent), letter => letter.charCodeAt(0))
    stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await new Response(stream).blob())
  link.download = 'model.json'
  link.click()
})
`.trim()
