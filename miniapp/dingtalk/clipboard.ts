/** Puts a text on the clipboard. */
import { BridgeError, bridged, inDingTalk } from './bridge.ts'
import { configure } from './configure.ts'

/** @returns whether it is there now */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch (error) {
    // not allowed in this web view, or no secure page: DingTalk may still do it
    if (!inDingTalk() || !(error instanceof DOMException || error instanceof TypeError))
      return false
  }
  try {
    await configure()
    await bridged((jsapi) => jsapi.setClipboard({ text }))
    return true
  } catch (error) {
    if (error instanceof BridgeError) return false
    throw error
  }
}
