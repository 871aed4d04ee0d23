/** The one way to DingTalk's client: knows whether it is there, and never waits without end. */

type Jsapi = typeof import('./jsapi.ts')

/** DingTalk's client said no, did not answer, or is not there. */
export class BridgeError extends Error {
  override readonly name = 'BridgeError'
  /** DingTalk's own code: `-1` cancelled, `7` no permission; `timeout`, `absent` and `unpromised` (no answer to what was asked) are ours. */
  readonly code: string
  constructor(code: string, cause?: unknown) {
    super(`DingTalk: ${code}`, { cause })
    this.code = code
  }
}

export function inDingTalk(): boolean {
  return /DingTalk/i.test(navigator.userAgent)
}

/** True for a refusal because the person closed the scanner or picker. */
export function wasCancelled(error: unknown): boolean {
  return error instanceof BridgeError && error.code === '-1'
}

/** Clients differ in how they name the code of an error. */
function codeOf(error: unknown): string {
  const told = error as { errorCode?: unknown; error?: unknown; code?: unknown } | null | undefined
  return String(told?.errorCode ?? told?.error ?? told?.code ?? 'unknown')
}

/**
 * Calls DingTalk's client. A web view that bears DingTalk's name without its bridge leaves calls hanging,
 * so each has its time.
 * @param patience milliseconds
 * @throws BridgeError
 */
export async function bridged<Result>(
  use: (jsapi: Jsapi) => Promise<Result>,
  patience = 4_000,
): Promise<Result> {
  if (!inDingTalk()) throw new BridgeError('absent')
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BridgeError('timeout')), patience)
  })
  try {
    return await Promise.race([import('./jsapi.ts').then(use), late])
  } catch (error) {
    throw error instanceof BridgeError ? error : new BridgeError(codeOf(error), error)
  } finally {
    clearTimeout(timer)
  }
}

/** For calls that only make things nicer: what does not work outside DingTalk is left out. */
export function bridgedIfThere(use: (jsapi: Jsapi) => Promise<unknown>): void {
  if (!inDingTalk()) return
  bridged(use).catch((error: unknown) => {
    if (!(error instanceof BridgeError)) throw error
  })
}
