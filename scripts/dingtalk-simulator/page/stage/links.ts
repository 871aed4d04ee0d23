/** Decides where a link that somebody tapped leads: to a page of the service on their device, or out of it. */
import type { SimulatorState } from '../api/types.ts'

export type Target = { path: string } | { outside: string } | null

/** DingTalk's own links wrap the page's address in a parameter. */
function unwrapped(url: URL): URL {
  if (url.protocol !== 'dingtalk:') return url
  const inner = url.searchParams.get('url') ?? url.searchParams.get('redirect_url')
  return inner && URL.canParse(inner) ? new URL(inner) : url
}

/** Null for what is no address of a page. */
export function targetOf(
  text: string,
  { publicUrl, people }: Pick<SimulatorState, 'publicUrl' | 'people'>,
): Target {
  const trimmed = text.trim()
  if (/^\/(?!\/)/.test(trimmed)) return { path: trimmed }
  if (!URL.canParse(trimmed)) return null
  const url = unwrapped(new URL(trimmed))
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  const own = [publicUrl, ...people.map((person) => person.url)]
  const isOwn = own.some((base) => new URL(base).origin === url.origin)
  return isOwn ? { path: url.pathname + url.search + url.hash } : { outside: url.href }
}
