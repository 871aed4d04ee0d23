/** What all parts of the bridge share: the facts of the device, kept up to date, and the way to ask the device for something. */

interface SimulatedFacts {
  person: string
  device: 'phone' | 'desktop'
  language: string
  online: boolean
  place: { latitude: number; longitude: number; accuracy: number } | null
  cameraNext: string | null
  pageCamera: boolean
  userAgent: string
  version: string
}

interface SimulatedError {
  errorCode: string
  errorMessage: string
}

declare global {
  /** Shared by the parts of the bridge; set by the first line of the script. */
  var __simulatedDevice: {
    facts: SimulatedFacts
    /** Tells the parts that the facts changed. */
    changed: EventTarget
    /** Of this page load; DingTalk grants permissions by page. */
    page: string
    ask: (name: string, args: unknown) => Promise<Answer>
    /** Calls a method of the bridge; rejects with DingTalk's error object. */
    call: (name: string, args: unknown) => Promise<unknown>
    choosePhoto: () => Promise<string | null>
    chooseCode: (codes: { label: string; text: string }[]) => Promise<string | null>
    /** To all listeners for `online`, `offline` and such. */
    emit: (name: string, detail?: unknown) => void
  }
  type Answer =
    | { ok: unknown }
    | { error: SimulatedError }
    | { choose: 'code'; codes: { label: string; text: string }[] }
    | { choose: 'photo' }
    | { open: string; ok: unknown }
    | { close: true; ok: unknown }
}

const device = globalThis.__simulatedDevice
device.changed = new EventTarget()
device.page = crypto.randomUUID?.() ?? String(Math.random())

const fetchOfDevice = window.fetch.bind(window)

device.ask = async (name, args) => {
  const response = await fetchOfDevice('/__simulator/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, args, page: device.page, url: location.href.split('#')[0] }),
  })
  return (await response.json()) as Answer
}

const news = new EventSource('/__simulator/changes')
news.addEventListener('message', (event: MessageEvent<string>) => {
  device.facts = JSON.parse(event.data) as SimulatedFacts
  device.changed.dispatchEvent(new Event('changed'))
})
window.addEventListener('pagehide', () => news.close())
