/** People as the bot knows them, and what it asks the domains about them. */
import type { AssociatedStaff, Operator } from '../http/callers.ts'

/** The person who writes to the bot, with the same rights as in the console and in the workspace. */
export interface Asker {
  dingtalkUserId: string
  name: string
  /** The chosen language; undefined when the person is unknown here. */
  language: string | undefined
  /** Until they choose one, and write in none that the bot knows. */
  likelyLanguage: string | undefined
  /** Chosen; IANA name. */
  timeZone: string | null
  /** One for each workspace that they work in. */
  operators: Operator[]
  staff: AssociatedStaff | undefined
  /** Why a person is neither: the ISO they were with, and whether it is only suspended. */
  former: { iso: string; suspended: boolean } | undefined
  account: string | undefined
}

/** What the domains know of people; one object, given to `register`. */
export interface People {
  findAsker(dingtalkUserId: string): Promise<Asker>
  /** In the transaction that answers. */
  setLanguage(asker: Asker, language: string): Promise<void>
  /** Whether a DingTalk user is on the staff of an ISO. */
  belongs(dingtalkUserId: string, iso: string): Promise<boolean>
  /** The e-mail address of an account, where it is still there. */
  mailAddressOf(account: string): Promise<string | undefined>
  /** Whether an ISO is suspended: it sends nothing. */
  isSuspended(tenant: string): Promise<boolean>
  /** Names of ISOs, by id. */
  isoNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}
