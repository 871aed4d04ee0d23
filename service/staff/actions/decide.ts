/** What an ISO does with its staff: add, approve, reject, invite again, correct the number, remove. */
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Operator } from '../../http/callers.ts'
import { besides, reaches, scopeOfIso, type Scope } from '../../http/scope.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { mayHappen } from '../../states/machine.ts'
import { staffMachine } from '../rules/association.ts'
import { regionsAddedBy, regionsWithNumber } from '../rules/regions.ts'
import { searchKeysOf } from '../rules/search-keys.ts'
import { beginAssociation, change, type By } from './change.ts'
import { withdrawInvitation } from './invitations.ts'
import { keepPast } from './earlier-associations.ts'
import { phoneTyped } from './phone-typed.ts'

/** The actor, as it is recorded. */
type Doer = Pick<Operator, 'id' | 'name'>

/** `bulk` for one of thousands, behind which nothing else waits. */
interface OneOfMany {
  bulk?: boolean
}

/** `undoable` where the person is offered to take it back: a card or an answer of the bot has no such button. */
interface How extends OneOfMany {
  undoable?: boolean
}

export function byOperator(me: Doer): By {
  return { kind: 'operator', id: me.id, name: me.name }
}

/**
 * Add Staff (requirements A3): a new person, or one that was rejected or removed, or has left before.
 * Sending it again under the same id answers the same.
 */
export async function addStaff(
  me: Doer & { workspace: { id: string }; scope?: Pick<Scope, 'regions'> },
  given: { id: string; name: string; phone: string },
  { bulk = false }: OneOfMany = {},
): Promise<StaffMember> {
  const phone = phoneTyped(given.phone)
  const { id: iso } = me.workspace
  const searchKeys = searchKeysOf(given.name, phone)
  const reach = me.scope?.regions
  const there = await StaffMembers.findOne({ iso, phone }).lean<StaffMember>()
  if (there) return addAgain(there, me, { ...given, searchKeys, bulk, reach })
  try {
    return await beginAssociation(
      {
        _id: given.id,
        iso,
        name: given.name,
        phone,
        via: 'iso',
        requestIds: [given.id],
        searchKeys,
        regions: regionsAddedBy({ phone }, reach),
      },
      'add',
      { by: byOperator(me), bulk },
    )
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    const twin = await StaffMembers.findOne({ iso, phone }).lean<StaffMember>()
    if (twin) return addAgain(twin, me, { ...given, searchKeys, bulk, reach })
    refuse('same_id_other_content')
  }
}

/** The number is another person's; who they are is told to a caller who reaches them. */
function refuseNumber(there: StaffMember, reach: Scope['regions'] = 'all'): never {
  const isReached = reaches({ ...scopeOfIso(there.iso), regions: reach }, there)
  const about = { staffId: there._id, status: there.status }
  return refuse('already_staff', { field: 'phone', ...(isReached && { about }) })
}

async function addAgain(
  there: StaffMember,
  me: Doer,
  given: {
    id: string
    name: string
    searchKeys: string[]
    bulk: boolean
    reach: Scope['regions'] | undefined
  },
): Promise<StaffMember> {
  if (there.requestIds.includes(given.id)) return there
  if (!mayHappen(staffMachine, 'add', there.status)) {
    refuseNumber(there, given.reach)
  }
  return change(there, 'add', {
    by: byOperator(me),
    set: {
      name: given.name,
      via: 'iso',
      searchKeys: given.searchKeys,
      regions: regionsAddedBy(there, given.reach),
      requestIds: [...there.requestIds, given.id].slice(-5),
      ...keepPast(there),
    },
    unset: ['rejection', 'failure', 'dingtalkUserId', 'requestedBy', 'consent', 'restarts'],
    otherwise: 'already_staff',
    bulk: given.bulk,
  })
}

/** @throws Refusal `already_decided` with the state it has come to */
export async function approve(
  member: StaffMember,
  me: Operator,
  { bulk = false, undoable }: How = {},
): Promise<StaffMember> {
  return change(member, 'approve', {
    by: byOperator(me),
    otherwise: 'already_decided',
    bulk,
    undoable,
  })
}

/** @throws Refusal `already_decided` with the state it has come to */
export async function reject(
  member: StaffMember,
  me: Operator,
  rejection: { reason: string; note: string },
  { bulk = false, undoable }: How = {},
): Promise<StaffMember> {
  return change(member, 'reject', {
    by: byOperator(me),
    set: { rejection },
    note: rejection.note,
    otherwise: 'already_decided',
    bulk,
    undoable,
  })
}

export async function resendInvitation(
  member: StaffMember,
  me: Operator,
  { bulk = false }: OneOfMany = {},
): Promise<StaffMember> {
  return change(member, 'retry', {
    by: byOperator(me),
    unset: ['failure', 'consent', 'restarts'],
    bulk,
  })
}

/** Corrects the number of a person before they join, and invites again. */
export async function correctPhone(
  member: StaffMember,
  me: Operator,
  text: string,
): Promise<StaffMember> {
  const phone = phoneTyped(text)
  const other = await StaffMembers.findOne({ ...besides(member), phone }).lean<StaffMember>()
  if (other && other._id !== member._id) {
    refuseNumber(other, me.scope.regions)
  }
  try {
    return await transaction(async () => {
      const corrected = await change(member, 'correct_phone', {
        by: byOperator(me),
        set: {
          phone,
          searchKeys: searchKeysOf(member.name, phone),
          regions: regionsWithNumber(member, phone),
        },
        unset: ['failure', 'dingtalkUserId', 'consent'],
      })
      await withdrawInvitation(corrected)
      return corrected
    })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    refuse('already_staff', { field: 'phone' })
  }
}

/**
 * Withdraws an approval or an invitation before the person has joined; DingTalk cannot take its Org invitation
 * back, so a person who agrees to it later is taken out again.
 * @throws Refusal `wrong_state` for a person who has joined: they are removed, not cancelled
 */
export async function cancelInvitation(
  member: StaffMember,
  me: Operator,
  { bulk = false }: OneOfMany = {},
): Promise<StaffMember> {
  return withdrawn(member, 'cancel', { by: byOperator(me), bulk })
}

export async function remove(member: StaffMember, me: Operator): Promise<StaffMember> {
  return withdrawn(member, 'remove', { by: byOperator(me) })
}

async function withdrawn(
  member: StaffMember,
  step: 'cancel' | 'remove',
  given: { by: By; bulk?: boolean },
): Promise<StaffMember> {
  return transaction(async () => {
    const removed = await change(member, step, { ...given, unset: ['failure', 'consent'] })
    await withdrawInvitation(removed)
    return removed
  })
}
