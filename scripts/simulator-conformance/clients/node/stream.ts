/** The official Stream client for Node, unmodified, its addresses being constants: reports on standard output what reaches it. */
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Frame {
  headers: { messageId: string; eventId?: string; eventType?: string }
  /** JSON as text. */
  data: string
}
interface Client {
  registerAllEventListener(listener: (frame: Frame) => { status: string }): Client
  registerCallbackListener(topic: string, listener: (frame: Frame) => void): Client
  socketCallBackResponse(messageId: string, result: unknown): void
  getAccessToken(): Promise<string>
  connect(): Promise<void>
}
type Constructor = new (given: object) => Client

const given = (name: string) => process.env[name] ?? ''
const requireFetched = createRequire(join(given('PACKAGES'), 'package.json'))
const say = (what: object) => console.log(`@@${JSON.stringify(what)}`)

const { DWClient } = requireFetched('dingtalk-stream') as { DWClient: Constructor }
const client = new DWClient({
  clientId: given('CLIENT_ID'),
  clientSecret: given('CLIENT_SECRET'),
})

async function reply(frame: Frame): Promise<void> {
  const message = JSON.parse(frame.data) as { sessionWebhook: string; text: { content: string } }
  const content = message.text.content.trim()
  await fetch(message.sessionWebhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ msgtype: 'text', text: { content: `echo: ${content}` } }),
  })
  say({ saw: 'bot', text: content })
  client.socketCallBackResponse(frame.headers.messageId, {})
}

client
  .registerAllEventListener(({ headers, data }) => {
    const { eventId, eventType } = headers
    say({ saw: 'event', id: eventId, type: eventType, data: JSON.parse(data) })
    return { status: 'SUCCESS' }
  })
  .registerCallbackListener('/v1.0/im/bot/messages/get', (frame) => void reply(frame))
  .registerCallbackListener('/v1.0/card/instances/callback', (frame) => {
    const press = JSON.parse(frame.data) as { value?: string; content: string }
    const { cardPrivateData } = JSON.parse(press.value ?? press.content) as {
      cardPrivateData: { params: { actionId: string } }
    }
    const { actionId } = cardPrivateData.params
    say({ saw: 'card', action: actionId })
    client.socketCallBackResponse(frame.headers.messageId, {
      cardUpdateOptions: { updateCardDataByKey: true },
      cardData: { cardParamMap: { status: `pressed ${actionId}` } },
    })
  })

say({ saw: 'token', value: await client.getAccessToken() })
await client.connect()
