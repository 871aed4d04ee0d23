/** Requests whose body is held back: begun, and then not gone on with. */
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'

interface Held {
  socket: Socket
  /** All that comes back, once the connection is closed. */
  heard: Promise<string>
}

interface Asked {
  method?: 'PUT' | 'POST'
  path: string
  token?: string | undefined
  /** Length of the body as it is told; not told without it. */
  length?: number
  type?: string
  headers?: Record<string, string>
  /** The part of the body that is sent. */
  sent?: Uint8Array
}

/** Begins a request. @returns once its head and what is sent of the body are on their way */
export async function holdRequest(url: string, asked: Asked): Promise<Held> {
  const { method = 'PUT', path, token, length, type = 'image/jpeg', sent, headers = {} } = asked
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const heard = text(socket).catch(() => '')
  const head = [
    `${method} ${path} HTTP/1.1`,
    `host: ${hostname}`,
    `content-type: ${type}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(token ? [`authorization: Bearer ${token}`] : []),
    length === undefined ? 'transfer-encoding: chunked' : `content-length: ${length}`,
  ]
  const bytes = Buffer.from(sent ?? [])
  const chunked = Buffer.concat([
    Buffer.from(`${bytes.length.toString(16)}\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ])
  const body = length === undefined ? chunked : bytes
  await new Promise<void>((resolve) => {
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]), () =>
      resolve(),
    )
  })
  return { socket, heard }
}
