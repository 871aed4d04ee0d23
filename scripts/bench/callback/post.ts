/** Posts events to the callback as DingTalk does, over so many connections at once, and reads the answers as DingTalk does. */
import { randomBytes, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Config } from '../../../service/config.ts'
import {
  decryptMessage,
  encryptMessage,
  signEnvelope,
} from '../../dingtalk-simulator/events/crypto.ts'
import { httpEvent } from '../../dingtalk-simulator/events/event-names.ts'

export interface Posted {
  /** Milliseconds of each answer, from the moment when the event was handed over. */
  took: number[]
  /** Of the whole burst. */
  seconds: number
  /** Answers that DingTalk would not take for a success. */
  refused: number
}

interface Burst {
  url: URL
  dingtalk: Config['dingtalk']
  count: number
  connections: number
  /** Of the userids, one an event. */
  prefix: string
}

/** Made beforehand: sealing is DingTalk's work. */
function sealed(n: number, { url, dingtalk, prefix }: Burst) {
  const { callbackToken: token = '', callbackAesKey: aesKey = '', clientId, corpId } = dingtalk
  const now = Date.now()
  const event = {
    eventId: randomUUID(),
    eventType: 'user_add_org',
    data: { timeStamp: String(now + n), userId: [`${prefix}${n}`] },
    bornAt: now,
  }
  const encrypt = encryptMessage(
    { token, aesKey, ownerKey: clientId },
    JSON.stringify(httpEvent(event, corpId, 'today')),
  )
  const timestamp = String(now)
  const nonce = randomBytes(6).toString('hex')
  const target = new URL('/dingtalk/callback', url)
  const signature = signEnvelope(token, timestamp, nonce, encrypt)
  for (const [name, value] of Object.entries({ signature, timestamp, nonce }))
    target.searchParams.set(name, value)
  return { target, body: JSON.stringify({ encrypt }) }
}

function isSuccess(
  answer: string,
  { callbackToken = '', callbackAesKey = '', clientId }: Config['dingtalk'],
) {
  const { msg_signature, timeStamp, nonce, encrypt } = JSON.parse(answer) as Record<string, string>
  if (!encrypt || !nonce || !timeStamp) return false
  const secrets = { token: callbackToken, aesKey: callbackAesKey, ownerKey: clientId }
  return (
    signEnvelope(callbackToken, timeStamp, nonce, encrypt) === msg_signature &&
    decryptMessage(secrets, encrypt) === 'success'
  )
}

async function post(target: URL, body: string, agent: Agent): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const asked = request(target, { method: 'POST', agent, headers }, (answer) => {
      text(answer).then((words) => resolve(answer.statusCode === 200 ? words : undefined), reject)
    })
    asked.once('error', reject)
    asked.end(body)
  })
}

export async function postEvents(burst: Burst): Promise<Posted> {
  const { count, connections, dingtalk } = burst
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const left = Array.from({ length: count }, (_, n) => sealed(n, burst))
  const took: number[] = []
  const answers: (string | undefined)[] = []
  const began = performance.now()
  async function line() {
    for (let next = left.pop(); next; next = left.pop()) {
      const start = performance.now()
      const answer = await post(next.target, next.body, agent)
      took.push(performance.now() - start)
      answers.push(answer)
    }
  }
  await Promise.all(Array.from({ length: connections }, line))
  const seconds = (performance.now() - began) / 1_000
  agent.destroy()
  const refused = answers.filter((answer) => !answer || !isSuccess(answer, dingtalk)).length
  return { took, seconds, refused }
}
