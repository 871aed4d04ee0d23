/** DingTalk's scanner for QR codes; outside DingTalk the screen offers to type the code. */
import { bridged, inDingTalk } from './bridge.ts'

/** Long enough to walk around a counter. */
const patience = 180_000

export function canScan(): boolean {
  return inDingTalk()
}

/** What the QR code says. @throws BridgeError; `wasCancelled` tells a closed scanner from a broken one */
export async function scan(): Promise<string> {
  // the result is called `text`, whatever the declared type says
  const result: { code?: string; text?: string } = await bridged(
    (jsapi) => jsapi.scan({ type: 'qr' }),
    patience,
  )
  return (result.text ?? result.code ?? '').trim()
}
