/** Declares a mail that an event sends to the mailbox of an account, whatever its owner wishes for other messages. */
import { sendMail } from '../mail.ts'
import type { EventOf, EventType } from '../outbox/event.ts'
import { on, type Reactions } from '../outbox/handlers.ts'
import type { Reader } from '../texts/say.ts'
import { preferencesOf } from './actions/preferences.ts'
import { messageIdOf } from './actions/send.ts'

interface Addressed {
  _id: string
  email: string
  language: string
}

/** How the owner of an account reads times. */
export async function readerOf({ _id: account, language }: Addressed): Promise<Reader> {
  const [chosen] = await preferencesOf([{ account }])
  return { language, timeZone: chosen?.timeZone }
}

export function mailed<E extends EventType, Found extends { account: Addressed }>(declared: {
  on: E
  /** Name of the handler, as events store it; stays as it is. */
  handler: string
  /** The account, and what else the mail says; undefined when there is nothing to say any more. */
  find: (event: EventOf<E>) => Promise<Found | undefined>
  mail: (found: Found, reader: Reader, event: EventOf<E>) => { subject: string; text: string }
}): Reactions {
  return on(declared.on, {
    async [declared.handler](event: EventOf<E>) {
      const found = await declared.find(event)
      if (!found) return
      const { account } = found
      const words = declared.mail(found, await readerOf(account), event)
      const key = messageIdOf(event, `mail:${account._id}`)
      await sendMail({ to: account.email, ...words, key })
    },
  })
}
