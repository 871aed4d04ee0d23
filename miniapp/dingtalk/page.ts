/** What surrounds the page: its title, closing it, opening other addresses. */
import { BridgeError, bridged, bridgedIfThere } from './bridge.ts'

/** Title of the page, in the bar that DingTalk draws above it too. */
export function setTitle(title: string): void {
  document.title = title
  bridgedIfThere((jsapi) => jsapi.setNavigationTitle({ title }))
}

/** Leaves the app; in a browser it stays where it is. */
export function closePage(): void {
  bridgedIfThere((jsapi) => jsapi.closePage({}))
}

/** Opens an address that is not ours. */
export async function openLink(url: string): Promise<void> {
  try {
    await bridged((jsapi) => jsapi.openLink({ url }))
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error
    window.open(url, '_blank', 'noopener')
  }
}
