/** The simulator as an HTTPS proxy: a client whose addresses are constants asks it for DingTalk's hosts and gets the simulator. */
import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { isDingTalkHost } from './certificate.ts'

/**
 * Takes `CONNECT` requests for port 443 of DingTalk's hosts and hands the connection to the server
 * that speaks TLS. Nothing else is reached through it.
 */
export function serveProxy(server: Server, secureServer: Server): void {
  server.on('connect', ({ url = '' }, socket: Duplex, head: Buffer) => {
    // the caller hung up: its call ends with the connection
    socket.on('error', () => socket.destroy())
    const [host = '', port] = url.split(':')
    if (!isDingTalkHost(host) || port !== '443') {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      return
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) socket.unshift(head)
    secureServer.emit('connection', socket)
  })
}
