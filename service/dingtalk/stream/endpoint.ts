/** Where a Stream connection goes: the address that the gateway has given, and never in clear text from the real one. */

/**
 * @param apiUrl where the address was asked for
 * @returns undefined for an invalid address, or one that would show the ticket to others on the way
 */
export function streamUrl(
  { endpoint, ticket }: { endpoint?: unknown; ticket?: unknown },
  apiUrl: string,
): URL | undefined {
  if (typeof endpoint !== 'string' || typeof ticket !== 'string' || !ticket) return undefined
  if (!URL.canParse(endpoint)) return undefined
  const url = new URL(endpoint)
  const isSafe = url.protocol === 'wss:' || (url.protocol === 'ws:' && apiUrl.startsWith('http://'))
  if (!isSafe) return undefined
  url.searchParams.set('ticket', ticket)
  return url
}
