/** What staff see of themselves and of the ISOs that they have to do with. */
import type { Staff } from '../../http/callers.ts'
import type { AnswerOf } from '../../http/contract.ts'
import { language } from '../../texts/contract.ts'
import type { IsoOrder } from '../../workspaces/contract/order.ts'
import type { StaffMember } from '../model.ts'
import type { Ended, MyIso, NamedIso } from '../view/staff.ts'
import type { listOffers, MyIso as MyIsoView, StaffMe } from './contract.ts'

/** The one DingTalk organisation that staff of every ISO join (requirements, Words). */
const organisationName = 'Alipay Partners'

/** What is known of the person beside the session. */
interface Known {
  /** A language. */
  chosen: string | undefined
  ended: Ended | undefined
  otherIdentity: boolean
  order: IsoOrder | null
}

export function viewStaffMe(me: Staff, { chosen, ended, otherIdentity, order }: Known): StaffMe {
  const known = language.safeParse(chosen)
  return {
    name: me.name,
    language: known.success ? known.data : null,
    organisation: organisationName,
    iso: me.iso ?? null,
    suspended: me.suspendedIso ? { isoName: me.suspendedIso.name } : null,
    order,
    staffId: me.id ?? null,
    status: me.id ? 'associated' : null,
    otherIdentity,
    ended: ended ? { ...ended, at: ended.at.toISOString() } : null,
  }
}

export function viewOffer(
  { _id, consent, since }: StaffMember,
  { name, status }: NamedIso,
): AnswerOf<typeof listOffers>['items'][number] {
  return {
    id: _id,
    isoName: name,
    suspended: status === 'suspended',
    since: (consent?.at ?? since).toISOString(),
  }
}

export function viewMyIso(
  { entry, state, since, ended }: MyIso,
  { name, status }: NamedIso,
): MyIsoView {
  return {
    id: entry._id,
    isoName: name,
    state,
    suspended: status === 'suspended',
    since: since?.toISOString() ?? null,
    ended: ended ? { by: ended.by, at: ended.until.toISOString() } : null,
  }
}
