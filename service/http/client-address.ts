/** Whose address a request has: behind a proxy of ours, the one that the proxy wrote down. */
import { BlockList, isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'

/** Addresses from which only our own proxies can come. */
const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

const plain = (address: string) => address.replace(/^::ffff:/, '')

function isNear(address: string): boolean {
  return near.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** The last forwarded address that no proxy of ours has; what came before it anyone can claim. */
export function clientAddress({ socket, headers }: IncomingMessage): string {
  const peer = plain(socket.remoteAddress ?? '')
  if (!isNear(peer)) return peer
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => plain(one.trim()))
    .filter((one) => isIP(one))
  return forwarded.findLast((one) => !isNear(one)) ?? forwarded[0] ?? peer
}
