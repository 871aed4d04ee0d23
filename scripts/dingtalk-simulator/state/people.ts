/** Finding people: by id, by phone number as DingTalk writes it, by userid. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Member, StoredPerson } from './shapes/people.ts'
import type { StoredState } from './shapes/state.ts'

export type MemberPerson = StoredPerson & { member: Member }

export const isMember = (person: StoredPerson): person is MemberPerson =>
  person.member !== undefined

/** Those with a device on the page. */
export const onStage = (state: StoredState) => state.people.filter(({ offStage }) => !offStage)

export const personById = (state: StoredState, id: string) =>
  state.people.find((person) => person.id === id)

export const personByPhone = (state: StoredState, phone: string) =>
  state.people.find((person) => person.phone === phone)

export const members = (state: StoredState) => state.people.filter(isMember)

export const memberByUserId = (state: StoredState, userId: string) =>
  members(state).find((person) => person.member.userId === userId)

/**
 * E.164 of a mobile number as DingTalk takes it: eleven digits for mainland China, `+xx-xxxxxx`
 * elsewhere. An organisation that is registered abroad writes all of them `+xx-xxxxxx`, `+86-` too.
 * `undefined` when DingTalk would call it illegal.
 */
export function phoneOfMobile(mobile: string, isAbroad = false): string | undefined {
  if (/^1[3-9]\d{9}$/.test(mobile)) return isAbroad ? undefined : `+86${mobile}`
  const parts = /^\+(\d{1,4})-(\d{4,14})$/.exec(mobile)
  return parts ? `+${parts[1]}${parts[2]}` : undefined
}

/** A phone number as `user/get` gives it: the country's code apart. */
export function mobileOfPhone(phone: string): { mobile: string; stateCode: string } {
  const parsed = parsePhoneNumberFromString(phone)
  if (!parsed) return { mobile: phone.replace(/^\+/, ''), stateCode: '' }
  return { mobile: parsed.nationalNumber, stateCode: parsed.countryCallingCode }
}
