/** One person begins many uploads and does not end them: others are served, and memory stays within bounds. */
import { randomUUIDv7 } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { visitsDuring, type Run } from '../run.ts'
import { Line } from '../traffic/ask.ts'
import { sendPhotos } from '../traffic/photos.ts'

const held = 40
/** Bytes that are announced, nearly as many as a photo may have, and how many of them are sent. */
const size = { announced: 15_000_000, sent: 14_500_000 }
/** MB that the service may grow by. */
const goal = 150
/** Seconds that they are held. */
const seconds = 10

/** Sends the head of an upload and most of its body, and then nothing. */
function holdUpload(url: URL, token: string, bytes: Buffer): Socket {
  const socket = connect(Number(url.port), url.hostname)
  // the service may end it at any time
  socket.on('error', () => undefined)
  socket.resume()
  const head = [
    `PUT /api/v1/photos/${randomUUIDv7()}?source=camera HTTP/1.1`,
    `Host: ${url.host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: image/jpeg',
    `Content-Length: ${size.announced}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  socket.write(bytes)
  return socket
}

export const heldUploads: Run = {
  name: 'held-uploads',
  what: `one person holds ${held} uploads while others send visits; memory grows by at most ${goal} MB`,
  needs: { members: 1, instances: 1 },
  go: async (house) => {
    const [instance] = house.instances
    const [holder, ...others] = house.people.staff
    if (!instance || !holder) throw new Error('somebody is missing')
    // what a service at work has taken anyway
    const warm = new Line(house.urls)
    await sendPhotos(warm, others, { clients: 8, most: 200, seconds: 4, patience: 2 })
    warm.close()
    const before = await instance.memory()
    let most = before
    let ended = 0
    const result = await visitsDuring(
      house,
      async () => {
        const bytes = Buffer.alloc(size.sent, 0xff)
        const sockets = Array.from({ length: held }, () =>
          holdUpload(new URL(instance.url), holder.token, bytes),
        )
        for (const socket of sockets) socket.once('close', () => ended++)
        for (let tenth = 0; tenth < seconds * 10; tenth++) {
          await sleep(100)
          most = Math.max(most, await instance.memory())
        }
        for (const socket of sockets) socket.destroy()
      },
      { perSecond: 6, seconds, upload: true, staff: others },
    )
    const grown = Math.round(most - before)
    result.notes.unshift(
      `memory grew by ${grown} MB, from ${Math.round(before)} to ${Math.round(most)}`,
    )
    if (grown > goal) result.missed.push(`memory grew by ${grown} MB, more than ${goal}`)
    return result
  },
}
