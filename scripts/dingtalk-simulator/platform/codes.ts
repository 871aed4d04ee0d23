/** One-time sign-in codes: five minutes, one use. */
import { randomBytes } from 'node:crypto'
import { personById } from '../state/people.ts'
import type { OneTimeCode } from '../state/shapes/state.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import type { Store } from '../state/store.ts'

/** A new code for a person. */
export function giveCode(store: Store, person: StoredPerson, kind: OneTimeCode['kind']) {
  const now = Date.now()
  const code = randomBytes(16).toString('hex')
  store.state.codes = [
    ...store.state.codes.filter((one) => one.expiresAt > now),
    { code, personId: person.id, kind, expiresAt: now + store.state.knobs.authCodeSeconds * 1000 },
  ]
  store.changed()
  return code
}

/** The person of a code, which is used up; `undefined` when it is unknown, used or too old. */
export function takeCode(store: Store, code: string, kind: OneTimeCode['kind']) {
  const found = store.state.codes.find((one) => one.code === code && one.kind === kind)
  if (!found) return undefined
  store.state.codes = store.state.codes.filter((one) => one !== found)
  store.changed()
  return found.expiresAt > Date.now() ? personById(store.state, found.personId) : undefined
}
