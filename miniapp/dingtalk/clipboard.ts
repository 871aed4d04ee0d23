/** Puts a text on the clipboard. */
import { OfflineError, ProblemError } from '../api/problem-error.ts'
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
    // the service has to sign for it, and may be what failed
    const isKnown = [BridgeError, OfflineError, ProblemError].some((kind) => error instanceof kind)
    if (isKnown) return false
    throw error
  }
}
