/** Whose address a request has: behind a trusted proxy, the one that the proxy wrote down. */
import type { IncomingMessage } from 'node:http'
import { type BlockList, isIP } from 'node:net'
import { config } from '../config.ts'

/** Without the brackets, port, zone or IPv4-in-IPv6 prefix that proxies and sockets may write. */
function plain(written: string): string {
  const address = written
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/%.*$/, '')
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function isTrusted(address: string, proxies: BlockList): boolean {
  const family = isIP(address)
  return family !== 0 && proxies.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Goes back along the forwarding from its end, as long as it is a trusted proxy that names the address before it;
 * what stands in front of that anyone can claim.
 */
export function clientAddress({ socket, headers }: IncomingMessage): string {
  const { trustedProxies } = config()
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
  let address = plain(socket.remoteAddress ?? '')
  while (forwarded.length && isTrusted(address, trustedProxies)) {
    const before = plain(forwarded.pop() ?? '')
    if (!isIP(before)) break
    address = before
  }
  return address
}

/** The first four groups, zeros written out. */
function network(address: string): string[] {
  const [front = '', back] = address.split('::')
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const [first, last] = [groups(front), groups(back)]
  const zeros = back === undefined ? 0 : 8 - first.length - last.length
  return [...first, ...Array<string>(Math.max(0, zeros)).fill('0'), ...last].slice(0, 4)
}

/** What is counted as one caller: an IPv4 address, or the /64 that an IPv6 customer has to themselves. */
export function callerNetwork(address: string): string {
  if (isIP(address) !== 6) return address
  const groups = network(address).map((group) => Number.parseInt(group, 16).toString(16))
  return `${groups.join(':')}::/64`
}
