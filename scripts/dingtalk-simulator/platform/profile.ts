/** What the contacts API tells of a member. */
import { mobileOfPhone, type MemberPerson } from '../state/people.ts'
import type { Identity } from '../state/shapes/people.ts'
import type { Platform } from './platform.ts'
import { mobileScope, personalScope } from './scopes.ts'

/** What the options of the organisation's own field are called. */
const identityNames: Record<Identity, string> = {
  alipayPartner: 'Alipay Partner',
  merchant: 'Merchant',
  other: 'Other',
}

/** The organisation's own fields as JSON in text; absent when none is filled in. */
function extensionOf({ store }: Platform, { identity }: MemberPerson) {
  const { identityField: field } = store.state.knobs
  return field && identity
    ? { extension: JSON.stringify({ [field]: identityNames[identity] }) }
    : {}
}

/** A member as `user/get` and `user/list` tell of them. */
export function describe(platform: Platform, person: MemberPerson) {
  const { member } = person
  const { mobile, stateCode } = mobileOfPhone(person.phone)
  const { missingScopes } = platform.store.state.knobs
  const maySeeMobile = !missingScopes.includes(mobileScope)
  const maySeePersonal = !missingScopes.includes(personalScope)
  return {
    userid: member.userId,
    unionid: person.unionId,
    name: member.name,
    avatar: '',
    state_code: stateCode,
    ...(maySeeMobile && { mobile }),
    hide_mobile: !maySeeMobile,
    telephone: '',
    job_number: member.jobNumber ?? '',
    title: member.title ?? '',
    ...(maySeePersonal && { email: member.email ?? '', remark: member.remark ?? '' }),
    dept_id_list: member.departments,
    dept_order_list: member.departments.map((id) => ({ dept_id: id, order: 1 })),
    leader_in_dept: member.departments.map((id) => ({ dept_id: id, leader: false })),
    ...(maySeePersonal && extensionOf(platform, person)),
    hired_date: member.joinedAt,
    create_time: new Date(member.joinedAt).toISOString(),
    active: person.installed,
    real_authed: true,
    admin: false,
    boss: false,
    senior: false,
    role_list: [],
    exclusive_account: false,
    corp_id: platform.settings.corpId,
  }
}
