/** Decides where a tapped link leads: to a page of the service on their device, or out of it. */
import { unwrapped } from '../../links.ts'
import type { SimulatorState } from '../api/types.ts'

export type Target = { path: string } | { outside: string } | null

/**
 * Null for what is no address of a page.
 * @param tappedOn the device on which a message with the link is: a desktop opens a plain one in the browser
 */
export function targetOf(
  text: string,
  { publicUrl, people }: Pick<SimulatorState, 'publicUrl' | 'people'>,
  tappedOn?: 'phone' | 'desktop',
): Target {
  const trimmed = text.trim()
  if (/^\/(?!\/)/.test(trimmed)) return { path: trimmed }
  const { url: address, inside } = unwrapped(trimmed, tappedOn)
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  if (tappedOn === 'desktop' && !inside) return { outside: url.href }
  const own = [publicUrl, ...people.map((person) => person.url)]
  const isOwn = own.some((base) => new URL(base).origin === url.origin)
  return isOwn ? { path: url.pathname + url.search + url.hash } : { outside: url.href }
}
