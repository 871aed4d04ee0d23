/** The service at PUBLIC_URL: its pages, as DingTalk opens them, and its own word on how it is. */
import { ok, skipped, wrong, type Finding } from '../findings.ts'

/** Milliseconds; DingTalk's web views wait no longer than people do. */
const patience = 10_000

async function open(url: string): Promise<Response | undefined> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(patience) })
  } catch (error) {
    // whatever kept it from being reached is told in one way
    if (error instanceof TypeError || error instanceof DOMException) return undefined
    throw error
  }
}

async function pageFinding(subject: string, url: string): Promise<Finding> {
  const response = await open(url)
  if (!response) return wrong(subject, 'nothing answers there', 'service')
  const isPage = response.headers.get('content-type')?.includes('text/html') ?? false
  await response.body?.cancel()
  if (response.ok && isPage) return ok(subject, `a page of ours at ${new URL(url).origin}`)
  return wrong(subject, `answers ${response.status} and no page`, 'service')
}

async function readyFinding(publicUrl: string, byStream: boolean): Promise<Finding> {
  const subject = 'Service'
  const response = await open(`${publicUrl}/readyz`)
  if (!response?.ok) return wrong(subject, 'does not run, or is not ready', 'service')
  const health = (await response.json().catch(() => undefined)) as
    { dingtalkStream?: { connected?: boolean } | null } | undefined
  if (!byStream) return ok(subject, 'ready')
  const stream = health?.dingtalkStream
  if (stream?.connected) return ok(subject, 'ready, and connected to Stream')
  if (!stream) return skipped(subject, 'ready; its Stream connection is in another process')
  return wrong(subject, 'ready, but not connected to Stream', 'events')
}

/**
 * @param homeUrls by name, with `$PUBLIC_URL` and `$CORPID$` still in them
 */
export async function checkReachable(
  publicUrl: string,
  corpId: string,
  homeUrls: Record<string, string>,
  byStream: boolean,
): Promise<Finding[]> {
  const findings = await Promise.all(
    Object.entries(homeUrls).map(([name, url]) =>
      pageFinding(
        `Home URL, ${name}`,
        url.replace('$PUBLIC_URL', publicUrl).replace('$CORPID$', corpId),
      ),
    ),
  )
  return [...findings, await readyFinding(publicUrl, byStream)]
}
