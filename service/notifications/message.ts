/** How a message is declared: whole, as one object, in the `messages.ts` of its domain. */
import type { EventOf, EventType } from '../outbox/event.ts'
import type { TextKey } from '../texts/catalogues.ts'
import { say } from '../texts/say.ts'
import type { MessageKind } from './contract.ts'
import type { Message } from './model.ts'
import type { Button, Card, Said } from './view/card.ts'

export interface Recipient {
  kind: 'staff' | 'operator'
  name: string
  language: string
  /** Where the bot reaches them. */
  dingtalkUserId?: string | undefined
  /** Account whose e-mail address is used. */
  account?: string | undefined
}

/** A message as its words see it: its reader, and the data of the event that it tells of. */
export type About = Pick<
  Message,
  'subject' | 'language' | 'timeZone' | 'data' | 'dingtalkUserId' | 'createdAt'
>

/** A button of a card was pressed. */
export interface Press<Thing> {
  /** DingTalk userid of the person who pressed. */
  userId: string
  /** Begins with the id of the button. */
  actionId: string
  message: Message
  /** What the card is about, as it is now. */
  thing: Thing
}

/** A button that does something; one that only opens a page is no more than its address. */
export interface ActingButton<Thing> {
  /** Kept on cards that were sent, so it stays as it is. An action may have more behind it, such as a reason. */
  id: string
  may: (press: Press<Thing>) => boolean | Promise<boolean>
  /** What the card says to a person who may not. */
  refusal: TextKey
  /** The card then shows what there is by now; `act` returns what it shows besides. */
  act: (press: Press<Thing>) => Promise<Partial<Card> | void>
}

/** A button that does something, for the `buttons` of a message. */
export const button = <Thing>(
  id: string,
  declared: Omit<ActingButton<Thing>, 'id'>,
): ActingButton<Thing> => ({ id, ...declared })

/** Allows only the recipient of the card. */
export const onlyRecipient = ({ userId, message }: Press<unknown>): boolean =>
  userId === message.dingtalkUserId

/** People who are told something. */
export interface Telling {
  to: readonly Recipient[]
  /** A card goes to each person alone, a text to many at once; a card if left out. */
  form?: 'card' | 'text'
  /** What it says; left out where it is composed when it is sent. */
  card?: (to: Recipient) => Card
}

interface Named<E extends EventType> {
  /** What it is called where it is stored; stays as it is. */
  template: string
  kind: MessageKind
  /** Sent in the name of an ISO: only to its present staff. */
  membersOnly?: boolean
  on: E | readonly E[]
  /** Name of the handler of these events, as they store it; stays as it is. */
  handler: string
}

/** How cards that were sent are brought up to date, in place. */
interface Settled<Thing> {
  by: readonly EventType[]
  /** Name of the handler, as events store it; messages with the same one are brought up to date together. */
  handler: string
  /** Whether one of these events changes what a card says; always, if left out. */
  concerns?: (thing: Thing, message: About, event: Happened) => boolean
  /** What a card that was sent says from then on, where it is not `card`. */
  card?: (thing: Thing, message: About) => Card
}

type Happened = Pick<EventOf<EventType>, 'data'>

interface Declared<E extends EventType, Thing> extends Named<E> {
  to: (event: EventOf<E>) => Promise<readonly Recipient[]>
  /** What it is about, as it is now; undefined when there is nothing to say any more. */
  find: (message: About) => Promise<Thing | undefined>
  /** Whether it still has to be told; always, if left out. */
  due?: (thing: Thing, message: About) => boolean
  card: (thing: Thing, message: About) => Card | undefined
  page?: (thing: Thing, message: About) => Button
  mail?: (thing: Thing, message: About) => { subject: string; text: string }
  settled?: Settled<Thing>
  buttons?: readonly ActingButton<Thing>[]
  /** It has reached a person by no way. */
  unreached?: (subjectId: string) => Promise<void>
}

/** A message as the plumbing knows it, whatever it is about. */
export interface MessageType {
  readonly template: string
  readonly kind: MessageKind
  readonly membersOnly: boolean
  readonly on: readonly EventType[]
  readonly handler: string
  /** Gives the people to be told to `send`. */
  tell(event: EventOf<EventType>, send: (telling: Telling) => Promise<void>): Promise<void>
  /** @returns undefined when there is nothing to say any more */
  say(message: About): Promise<Said | undefined>
  readonly settled: { by: readonly EventType[]; handler: string } | undefined
  /** @returns what a card that was sent shows after the event; undefined when that stays as it is */
  settle(message: About, event: Happened): Promise<Card | undefined>
  unreached(subjectId: string): Promise<void>
  /** Ids of the buttons that do something. */
  readonly buttons: readonly string[]
  /** @returns what the card shows then; undefined when it is about nothing that is there */
  press(
    press: Omit<Press<unknown>, 'thing'>,
  ): Promise<{ card: Card } | { refusal: string } | undefined>
}

const listOf = <E extends EventType>(on: E | readonly E[]): readonly E[] =>
  Array.isArray(on) ? (on as readonly E[]) : [on as E]

/** Declares a message that is composed when it is sent, and again when its cards are brought up to date. */
export function message<E extends EventType, Thing>(
  declared: Declared<E, Thing>,
): MessageType & Pick<Declared<E, Thing>, 'card'> {
  const { template, kind, membersOnly = false, on, handler, settled, buttons = [] } = declared

  async function sayNow(about: About): Promise<Said | undefined> {
    const thing = await declared.find(about)
    const card = thing && declared.card(thing, about)
    if (!thing || !card) return undefined
    return {
      card,
      isDue: declared.due?.(thing, about) ?? true,
      page: declared.page?.(thing, about),
      mail: declared.mail?.(thing, about),
    }
  }

  return {
    ...{ template, kind, membersOnly, on: listOf(on), handler },
    card: declared.card,
    say: sayNow,
    async tell(event, send) {
      await send({ to: await declared.to(event as EventOf<E>) })
    },
    settled,
    async settle(about, event) {
      const thing = await declared.find(about)
      if (!thing || settled?.concerns?.(thing, about, event) === false) return undefined
      return (settled?.card ?? declared.card)(thing, about)
    },
    unreached: async (subjectId) => declared.unreached?.(subjectId),
    buttons: buttons.map(({ id }) => id),
    async press(press) {
      const { actionId, message } = press
      const pressed = buttons.find(({ id }) => actionId.startsWith(id))
      const thing = pressed && (await declared.find(message))
      if (!thing) return undefined
      if (!(await pressed.may({ ...press, thing }))) {
        return { refusal: say(message.language, pressed.refusal) }
      }
      const besides = await pressed.act({ ...press, thing })
      const now = await sayNow(message)
      return now && { card: { ...now.card, ...besides } }
    },
  }
}

/** Declares a message whose words are fixed when the event happens. */
export function announcement<E extends EventType>(
  declared: Named<E> & {
    tell: (event: EventOf<E>, send: (telling: Telling) => Promise<void>) => Promise<void>
  },
): MessageType {
  const { template, kind, membersOnly = false, on, handler } = declared
  return {
    ...{ template, kind, membersOnly, on: listOf(on), handler },
    tell: (event, send) => declared.tell(event as EventOf<E>, send),
    say: async () => undefined,
    ...{ settled: undefined, buttons: [] },
    settle: async () => undefined,
    unreached: async () => undefined,
    press: async () => undefined,
  }
}
