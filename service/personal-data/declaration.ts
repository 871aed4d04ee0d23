/** What a domain keeps of people: how to find it, and how to replace names and numbers in it. */
import type { Config } from '../config.ts'
import type { Actor } from '../http/callers.ts'

/** A person, by everything that rows know them by. */
export interface Person {
  /** Ids of entries of staff, one for each ISO that the person was with. */
  staff: readonly string[]
  /** E.164. */
  phones: readonly string[]
  dingtalkUserIds: readonly string[]
  /** Ids of console accounts. */
  accounts: readonly string[]
  /** Ids of their memberships in workspaces. */
  members: readonly string[]
  /** Where they are or were. */
  workspaces: readonly string[]
  names: readonly string[]
  /** The names that no other person in these workspaces has: safe to look for in rows that hold no id. */
  soleNames: readonly string[]
}

export interface PersonalData {
  /** Name of the collection. */
  collection: string
  /** A person is found by these rows: they are erased last. */
  findsPerson?: true
  /** What is known of the person, without secrets; for their export. */
  find(person: Person): Promise<object[]>
  /**
   * Replaces the name with `name`, and removes numbers, addresses and what the person wrote. Rows that figures and the
   * audit need stay. May run again after it broke off.
   */
  erase(person: Person, name: string, by: Actor): Promise<void>
  /** What goes by itself after so many days as a setting says: removes what is older. @returns of how many */
  sweeps?: Sweeps
}

export type Sweeps = {
  [setting in keyof Config['retention']]?: (before: Date) => Promise<number>
}

export const among = (values: readonly string[]) => ({ $in: [...values] })
