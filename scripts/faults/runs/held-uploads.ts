/** People begin uploads and do not end them: all others are served meanwhile, and memory stays within bounds. */
import { randomUUIDv7 } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { checkServedMeanwhile } from '../checks.ts'
import { visitsDuring, type Progress, type Result, type Run } from '../run.ts'
import { phoneCount, type Staff } from '../testbed/people.ts'
import type { Testbed } from '../testbed/testbed.ts'
import { sendPhotos } from '../traffic/photos.ts'

/**
 * Bytes that are announced: as many as a photo may have while there is room, then fewer and fewer, so that no room for
 * other people is left between them. Nearly all of them are sent.
 */
const sizes = [15_000_000, 1_000_000, 100_000]
/** MB that the service may grow by. */
const goal = 150
/** Seconds that the uploads are held. */
const seconds = 10

/** Sends the head of an upload and all of its body but some bytes, and then nothing. */
function holdUpload(url: URL, token: string, body: { announced: number; bytes: Buffer }): Socket {
  const socket = connect(Number(url.port), url.hostname)
  // the service may close it at any time
  socket.on('error', () => undefined)
  socket.resume()
  const head = [
    `PUT /api/v1/photos/${randomUUIDv7()}?source=camera HTTP/1.1`,
    `Host: ${url.host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: image/jpeg',
    `Content-Length: ${body.announced}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  socket.write(body.bytes)
  return socket
}

interface Holding {
  name: string
  /** How many people hold uploads, and how many each. */
  people: number
  each: number
}

function heldBy({ name, people, each }: Holding): Run {
  const who = people === 1 ? 'one person holds' : `${people} people hold`
  return {
    name,
    description: `${who} ${each} upload${each === 1 ? '' : 's'} each while others send visits; memory grows by at most ${goal} MB`,
    setup: { members: 1, instances: 1, staff: phoneCount + people },
    execute: (testbed) => {
      const { staff } = testbed.people
      return holdWhileOthersSend(testbed, {
        senders: staff.slice(0, phoneCount),
        // each person in turn, so that each holds some of every size
        tokens: Array.from({ length: each }, () => staff.slice(phoneCount)).flatMap((all) =>
          all.map(({ token }) => token),
        ),
      })
    },
  }
}

async function holdWhileOthersSend(
  testbed: Testbed,
  { senders, tokens }: { senders: Staff[]; tokens: string[] },
): Promise<Result> {
  const [instance] = testbed.instances
  if (!instance) throw new Error('there is no instance')
  // memory that a service at work has taken anyway
  const warmUp = testbed.client()
  const load = { concurrency: 8, most: 600, seconds: 10, retrySeconds: 2 }
  await sendPhotos(warmUp, senders, load)
  warmUp.close()
  const before = await instance.memory()
  let most = before
  let meanwhile: Progress | undefined
  const result = await visitsDuring(
    testbed,
    async (progress) => {
      const bytes = Buffer.alloc(sizes[0] ?? 0, 0xff)
      const sockets = tokens.map((token, index) => {
        const announced = sizes[Math.floor((index / tokens.length) * sizes.length)] ?? 0
        const body = { announced, bytes: bytes.subarray(0, announced * 0.95) }
        return holdUpload(new URL(instance.url), token, body)
      })
      try {
        for (let tenth = 0; tenth < seconds * 10; tenth++) {
          await testbed.sleep(100)
          most = Math.max(most, await instance.memory())
        }
        meanwhile = progress()
      } finally {
        for (const socket of sockets) socket.destroy()
      }
    },
    { perSecond: 6, seconds, upload: true, staff: senders },
  )
  const grown = Math.round(most - before)
  const { begun = 0, acknowledged = 0 } = meanwhile ?? {}
  return {
    ...result,
    notes: [
      `memory grew by ${grown} MB, from ${Math.round(before)} to ${Math.round(most)}`,
      `${acknowledged} of ${begun} visits acknowledged while the uploads were held`,
      ...result.notes,
    ],
    missed: [
      ...result.missed,
      ...checkServedMeanwhile(begun, acknowledged),
      ...(grown > goal ? [`memory grew by ${grown} MB, more than ${goal}`] : []),
    ],
  }
}

export const heldUploads = heldBy({ name: 'held-uploads', people: 1, each: 40 })
/** Each of them has more on the way than one person may. */
export const heldByThree = heldBy({ name: 'held-by-three', people: 3, each: 14 })
export const heldByForty = heldBy({ name: 'held-by-forty', people: 40, each: 1 })
