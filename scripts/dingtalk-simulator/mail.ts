/** An SMTP server that catches every mail and keeps it for reading. */
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { callbackify } from 'node:util'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { SimulatorSettings } from './settings.ts'
import type { Store } from './state/store.ts'

const keptMails = 200

/** Starts the server. */
export async function startMail(settings: SimulatorSettings, store: Store) {
  const receive = callbackify((stream: Readable) => keep(store, stream))
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
    onData: (stream, _session, done) => receive(stream, done),
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.smtpPort, settings.host, resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://${settings.host}:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

async function keep(store: Store, stream: Readable) {
  const mail = await PostalMime.parse(await buffer(stream))
  const addresses = (mail.to ?? []).map((one) => one.address ?? one.name)
  store.state.mails.push({
    id: `mail${store.next()}`,
    messageId: mail.messageId ?? '',
    at: Date.now(),
    from: mail.from?.address ?? '',
    to: addresses.join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
  })
  if (store.state.mails.length > keptMails) store.state.mails.shift()
  store.changed()
}
