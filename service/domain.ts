/** What a domain gives to the service: all of it in `domain.ts` of its folder, listed in `domains.ts`. */
import type { Migration } from './database/migrations.ts'
import type { Route } from './http/serve.ts'
import type { BotCommand } from './notifications/command.ts'
import type { MessageType } from './notifications/message.ts'
import type { Reactions } from './outbox/handlers.ts'
import type { Schedule } from './outbox/schedules.ts'
import type { PersonalData } from './personal-data/declaration.ts'

export interface Domain {
  /** Endpoints that it serves. */
  routes?: readonly Route[]
  /** What it does when something has happened. */
  reactions?: readonly Reactions[]
  /** What it tells people. */
  messages?: readonly MessageType[]
  /** What the bot answers for it. */
  commands?: readonly BotCommand[]
  /** Work by the clock, in the business time zone. */
  schedules?: readonly Schedule[]
  /** Changes of what it has stored. */
  migrations?: readonly Migration[]
  /** What it keeps of people. */
  personalData?: readonly PersonalData[]
}
