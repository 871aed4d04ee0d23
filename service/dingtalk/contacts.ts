/** People of the DingTalk organisation: inviting, looking up, removing. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { config } from '../config.ts'
import { canonicalPhone } from '../phone-numbers/shared/plans.ts'
import { cutTo, longestName, shownName } from '../text/shared/name.ts'
import { isTrue, listOf, objectOf, textOf, wholeNumber, type Answer } from './answers.ts'
import { listDepartments } from './departments.ts'
import { DingTalkError, unpromised } from './errors.ts'
import { identityOf, type Identity } from './identity.ts'
import { invitationCodes, type InvitationFailure } from './invitation-codes.ts'
import { withRetries, waitForLimit } from './retries.ts'
import { requestJoinLink } from './sdk/invitations.ts'
import { post, resultOf } from './topapi.ts'
import { withToken } from './tokens.ts'

/** What became of asking DingTalk to take a person into the organisation. */
export type Invited =
  | { kind: 'joined'; userId: string }
  /** The person has an Org invitation and must agree to it. */
  | { kind: 'invited' }
  /** Look the userid up with `findUserByMobile`. */
  | { kind: 'already_member' }
  /** Asking again changes nothing until the reason is put right. */
  | { kind: 'failed'; reason: InvitationFailure; errcode: number; final: true }

export interface DingTalkUser {
  userId: string
  unionId: string
  name: string
  /** E.164; undefined where the app may not see numbers. */
  phone: string | undefined
  departmentIds: number[]
  /** False until the person has agreed and signed in to DingTalk. */
  active: boolean
  /** Undefined where DingTalk does not tell. */
  identity: Identity | undefined
}

/** @throws DingTalkError when the answer names no user */
function userIdOf(result: Answer): string {
  const userId = textOf(result['userid'])
  if (userId) return userId
  throw unpromised('old')
}

/**
 * DingTalk's way to write a number: `+65-81234567`, and mainland China plain in an organisation that is registered
 * there (`DINGTALK_ORGANISATION`).
 */
export function mobileOf(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone)
  // what the library cannot split goes as it is; DingTalk answers that it is no number
  if (!parsed) return phone
  const { countryCallingCode, nationalNumber } = parsed
  const isPlain = countryCallingCode === '86' && config().dingtalk.organisation === 'mainland'
  return isPlain ? nationalNumber : `+${countryCallingCode}-${nationalNumber}`
}

/** E.164 of a mobile as DingTalk writes it, with the country code apart or in front. */
function phoneOf(mobile: unknown, stateCode: unknown): string | undefined {
  const written = String(mobile ?? '')
  const digits = written.replace(/\D/g, '')
  if (!digits) return undefined
  if (written.startsWith('+')) return canonicalPhone(`+${digits}`)
  const country = String(stateCode ?? '').replace(/\D/g, '') || '86'
  return canonicalPhone(`+${country}${digits}`)
}

/** The API that adds people, and the one that finds them by their number. */
export const createsUsers = '/topapi/v2/user/create'
export const findsByMobile = '/topapi/v2/user/getbymobile'

/**
 * Asks DingTalk to take a person into a department (requirements A3). Asking twice is safe.
 * @param phone E.164
 * @throws DingTalkError when it is worth asking again later, the app is not set up rightly, or there is no such
 * department (`isUnknownDepartment`)
 */
export async function createUser(person: {
  name: string
  phone: string
  departmentId: number
}): Promise<Invited> {
  try {
    const answer = await post(createsUsers, {
      name: cutTo(longestName, person.name),
      mobile: mobileOf(person.phone),
      dept_id_list: String(person.departmentId),
    })
    return { kind: 'joined', userId: userIdOf(resultOf(answer)) }
  } catch (error) {
    if (!(error instanceof DingTalkError)) throw error
    const { outcome, reason = 'other' } = invitationCodes[error.code] ?? {}
    if (outcome === 'invited' || outcome === 'already_member') return { kind: outcome }
    // whatever is no code of this API decides nothing about the person
    if (outcome !== 'failed') throw error
    return { kind: 'failed', reason, errcode: Number(error.code), final: true }
  }
}

/** A sign-in code that DingTalk does not know, that was used, or whose five minutes are over. */
const codeIsOver = new Set(['40029', '40078', '40102', '42003', '42008'])

/**
 * The person who requested this sign-in code in DingTalk.
 * @returns undefined when the code is unknown, used, or over
 * @throws DingTalkError
 */
export async function getUserByCode(
  code: string,
): Promise<{ userId: string; unionId: string; name: string } | undefined> {
  try {
    const result = resultOf(await post('/topapi/v2/user/getuserinfo', { code }))
    const unionId = textOf(result['unionid'])
    // accounts are found by it, so an empty one must not match any account
    if (!unionId) throw unpromised('old')
    return {
      userId: userIdOf(result),
      unionId,
      name: shownName(textOf(result['name'])),
    }
  } catch (error) {
    if (error instanceof DingTalkError && codeIsOver.has(error.code)) return undefined
    throw error
  }
}

function userOf(result: Answer): DingTalkUser {
  return {
    userId: userIdOf(result),
    unionId: textOf(result['unionid']),
    name: shownName(textOf(result['name'])),
    phone: phoneOf(result['mobile'], result['state_code']),
    departmentIds: (listOf(result['dept_id_list']) ?? []).flatMap((id) => wholeNumber(id) ?? []),
    active: isTrue(result['active']),
    identity: identityOf(result['extension']),
  }
}

/** @returns undefined when the organisation has no user with this userid. @throws DingTalkError */
export async function getUser(userId: string): Promise<DingTalkUser | undefined> {
  try {
    return userOf(resultOf(await post('/topapi/v2/user/get', { userid: userId })))
  } catch (error) {
    if (isUnknownPerson(error)) return undefined
    throw error
  }
}

/** 60121: no such user; 33012: the userid is none. */
function isUnknownPerson(error: unknown): boolean {
  return error instanceof DingTalkError && ['60121', '33012'].includes(error.code)
}

/**
 * Userid of the member with this number: also how an acceptance shows whose event was missed.
 * @param phone E.164
 * @throws DingTalkError
 */
export async function findUserByMobile(phone: string): Promise<string | undefined> {
  try {
    const answer = await post(findsByMobile, { mobile: mobileOf(phone) })
    return userIdOf(resultOf(answer))
  } catch (error) {
    // no user has a number that DingTalk does not take for one
    if (isUnknownPerson(error) || (error instanceof DingTalkError && error.code === '40104')) {
      return undefined
    }
    throw error
  }
}

/** Moves a member into departments, out of all others. @throws DingTalkError */
export async function moveUser(userId: string, departmentIds: number[]): Promise<void> {
  await post('/topapi/v2/user/update', { userid: userId, dept_id_list: departmentIds.join(',') })
}

/** Takes a member out of the organisation; a person who is not in it counts as removed. @throws DingTalkError */
export async function removeUser(userId: string): Promise<void> {
  try {
    await post('/topapi/v2/user/delete', { userid: userId })
  } catch (error) {
    if (!isUnknownPerson(error)) throw error
  }
}

/**
 * A link by which a person asks to join a department: shared where no Org invitation arrives.
 * @returns undefined when joining by link is switched off in DingTalk
 * @throws DingTalkError
 */
export function joinLink(departmentId: number): Promise<string | undefined> {
  return withRetries(() => withToken('new', (token) => requestJoinLink(token, departmentId)))
}

const longestPage = 100

/** Pages of the members that are directly in a department. */
async function* membersOf(departmentId: number): AsyncGenerator<DingTalkUser[]> {
  let cursor: number | undefined = 0
  while (cursor !== undefined) {
    const body = { dept_id: departmentId, cursor, size: longestPage }
    const result = resultOf(await waitForLimit(() => post('/topapi/v2/user/list', body)))
    const list = listOf(result['list'])
    if (!list) throw unpromised('old')
    yield list.map((row) => userOf(objectOf(row) ?? {}))
    const next = wholeNumber(result['next_cursor'])
    const hasMore = isTrue(result['has_more'])
    // to stop here would make all members on later pages look as if they had left
    if (hasMore && (next === undefined || next <= cursor)) throw unpromised('old')
    cursor = hasMore ? next : undefined
  }
}

/**
 * All members of the organisation, department by department. A member of several departments comes several times. Waits
 * for our own limits, however long.
 * @throws DingTalkError when a page cannot be read
 */
export async function* allMembers(): AsyncGenerator<DingTalkUser[]> {
  const departments = [1]
  for (const departmentId of departments) {
    yield* membersOf(departmentId)
    const below = await waitForLimit(() => listDepartments(departmentId))
    departments.push(...below.map(({ id }) => id))
  }
}
