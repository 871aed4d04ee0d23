/** What DingTalk draws around a page: its title bar follows the page's title, and its back button goes back in the page. */

const device = globalThis.__simulatedDevice

type Told = { simulatedDevice: 'title'; title: string } | { simulatedDevice: 'close' }

// Any page may frame a device here; none of this is secret.
const tell = (message: Told) => parent.postMessage(message, '*')

const callOfPage = device.call
device.call = async (name, args) => {
  const result = await callOfPage(name, args)
  const { title } = (args ?? {}) as { title?: unknown }
  if (name === 'biz.navigation.setTitle' && typeof title === 'string')
    tell({ simulatedDevice: 'title', title })
  return result
}

if (parent !== window) {
  let told = ''
  const follow = () => {
    if (document.title === told) return
    told = document.title
    tell({ simulatedDevice: 'title', title: told })
  }
  new MutationObserver(follow).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  })

  /** As if it had been typed: pages watch for the event, and some for the setter of the field itself. */
  const type = (selector: string, value: unknown) => {
    const field = document.querySelector<HTMLInputElement>(selector)
    if (!field || typeof value !== 'string') return
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {}
    set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = event.data as Record<string, unknown> | null
    if (event.source !== parent) return
    if (message?.['simulatedDevice'] === 'fillIn') {
      event.stopImmediatePropagation()
      type('input[type=email]', message['email'])
      type('input[type=password]', message['password'])
      return
    }
    if (message?.['simulatedDevice'] !== 'back') return
    event.stopImmediatePropagation()
    const pressed = new Event('backbutton', { cancelable: true })
    document.dispatchEvent(pressed)
    if (pressed.defaultPrevented) return
    // `history` is shared by all devices of the page around; `navigation` is this frame's own.
    if (navigation.canGoBack) navigation.back()
    else tell({ simulatedDevice: 'close' })
  })
}
