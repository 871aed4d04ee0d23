/** Whose address a request has: behind a proxy of ours, the one that the proxy wrote down. */
import { BlockList, isIP } from 'node:net'
import type { Context, Next } from 'koa'

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
export async function clientAddress(ctx: Context, next: Next): Promise<void> {
  const peer = plain(ctx.req.socket.remoteAddress ?? '')
  let address = peer
  if (isNear(peer)) {
    const forwarded = ctx
      .get('x-forwarded-for')
      .split(',')
      .map((one) => plain(one.trim()))
      .filter((one) => isIP(one))
    address = forwarded.findLast((one) => !isNear(one)) ?? forwarded[0] ?? peer
  }
  ctx.request.ip = address
  await next()
}
