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

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = event.data as { simulatedDevice?: unknown } | null
    if (event.source !== parent || message?.simulatedDevice !== 'back') return
    event.stopImmediatePropagation()
    const pressed = new Event('backbutton', { cancelable: true })
    document.dispatchEvent(pressed)
    if (pressed.defaultPrevented) return
    // `history` is shared by all devices of the page around; `navigation` is this frame's own.
    if (navigation.canGoBack) navigation.back()
    else tell({ simulatedDevice: 'close' })
  })
}
