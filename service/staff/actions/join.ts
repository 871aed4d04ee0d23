/** Asking an ISO to be associated, by a person not yet known: strangers learn nothing from the answers. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { config } from '../../config.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { textIs } from '../../database/typed.ts'
import { refuse } from '../../errors.ts'
import type { Workspace } from '../../workspaces/model.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { mayHappen } from '../../states/machine.ts'
import { staffMachine } from '../rules/association.ts'
import { searchKeysOf } from '../rules/search-keys.ts'
import { beginAssociation, change, note, type By } from './change.ts'
import { keepPast } from './earlier-associations.ts'
import { phoneTyped } from './phone-typed.ts'

/** @throws Refusal `join_code_replaced` for a code that was an ISO's, `not_found` for one of no ISO */
export async function findIsoByJoinCode(joinCode: string): Promise<Workspace> {
  const iso = await Workspaces.findOne({
    joinCode: textIs(joinCode),
    kind: 'iso',
    status: 'active',
  }).lean()
  if (iso) return iso
  const former = await Workspaces.exists({ formerJoinCodes: joinCode, status: 'active' })
  return refuse(former ? 'join_code_replaced' : 'not_found')
}

function sign(requestId: string): string {
  const [{ key }] = config().sessionKeys
  return createHmac('sha256', key).update(`join-request:${requestId}`).digest('base64url')
}

/**
 * A receipt has the id, a signature that it is ours, and one that the request was recorded; the last is made of
 * chance when it was not, which cannot be told from a real one.
 */
function receiptFor(requestId: string, recorded: boolean): string {
  const proof = recorded ? sign(`recorded:${requestId}`) : randomBytes(32).toString('base64url')
  return [requestId, sign(requestId), proof].join('.')
}

function isSigned(requestId: string, signature: string): boolean {
  return config().sessionKeys.some(({ key }) => {
    const right = createHmac('sha256', key).update(`join-request:${requestId}`).digest()
    const given = Buffer.from(signature, 'base64url')
    return given.length === right.length && timingSafeEqual(given, right)
  })
}

interface Asked {
  id: string
  isoEmail: string
  name: string
  phone: string
  language: string
  /** DingTalk userid of the session in which it is asked; anyone may ask without one. */
  requestedBy: string | undefined
}

/**
 * Records a request when the person is not on the ISO's list already.
 * The caller always gets a receipt; a receipt without a request always shows `requested`.
 * @throws Refusal `wrong_iso_email` for any but the e-mail of the ISO whose QR code was scanned, whether or not
 *   another ISO has it; `bad_phone_number`
 */
export async function askToJoin(iso: Workspace, asked: Asked): Promise<string> {
  const phone = phoneTyped(asked.phone)
  if (asked.isoEmail.toLowerCase() !== iso.email) {
    refuse('wrong_iso_email', { field: 'isoEmail' })
  }
  return receiptFor(asked.id, await enterOnce(iso, { ...asked, phone }))
}

async function enterOnce(iso: Workspace, asked: Asked, again = true): Promise<boolean> {
  try {
    return await enterRequest(iso, asked)
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // a twin was faster, and is found now; or the id is another request's, and stays so
    return again && enterOnce(iso, asked, false)
  }
}

/** @returns whether a request stands under this id, made now or by an earlier sending */
async function enterRequest(iso: Workspace, asked: Asked): Promise<boolean> {
  const by: By = { kind: 'staff', id: asked.id, name: asked.name }
  const searchKeys = searchKeysOf(asked.name, asked.phone)
  const { requestedBy } = asked
  const there = await StaffMembers.findOne({
    iso: iso._id,
    phone: asked.phone,
  }).lean<StaffMember>()
  if (!there) {
    const { id, name, phone, language } = asked
    await beginAssociation(
      {
        _id: id,
        iso: iso._id,
        name,
        phone,
        via: 'request',
        requestIds: [id],
        ...(requestedBy ? { requestedBy } : {}),
        searchKeys,
        language,
      },
      'request',
      { by },
    )
    return true
  }
  if (there.requestIds.includes(asked.id)) {
    const waits = there.status === 'requested' && there.via === 'request'
    // the same request with a corrected name: the ISO decides on what it is told last
    if (waits && there.name !== asked.name) {
      const where = { name: there.name }
      await note(there, 'request_again', { by, where, set: { name: asked.name, searchKeys } })
    }
    return there.via === 'request'
  }
  if (!mayHappen(staffMachine, 'request', there.status)) return false
  await change(there, 'request', {
    by,
    set: {
      name: asked.name,
      via: 'request',
      ...(requestedBy ? { requestedBy } : {}),
      searchKeys,
      requestIds: [...there.requestIds, asked.id].slice(-5),
      ...keepPast(there),
    },
    unset: [
      'rejection',
      'failure',
      'dingtalkUserId',
      'consent',
      ...(requestedBy ? [] : (['requestedBy'] as const)),
    ],
  })
  return true
}

/**
 * Where a request stands, for the holder of its receipt.
 * @throws Refusal `not_found` for a receipt that we did not give
 */
export async function whereIStand(
  receipt: string,
): Promise<Pick<StaffMember, 'status' | 'rejection' | 'failure'>> {
  const [requestId = '', signature = '', proof = ''] = receipt.split('.')
  if (!isSigned(requestId, signature)) refuse('not_found')
  if (!isSigned(`recorded:${requestId}`, proof)) return { status: 'requested' }
  const member = await StaffMembers.findOne({ requestIds: requestId }).lean<StaffMember>()
  return member ?? { status: 'requested' }
}
