/** Erases a person: names and numbers are replaced everywhere, figures and the audit stay (right to erasure). */
import { among, type Person } from '../../database/personal-data.ts'
import { transaction } from '../../database/transaction.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { Members } from '../../team/model.ts'
import { formerStatuses, nameOfErased } from '../rules.ts'
import { soleNamesOf, type FoundPerson } from './find-person.ts'
import { personalData } from './kept.ts'
import { subjectsOf } from './subjects.ts'
import { dataErased } from '../events.ts'

export type WhyNot =
  /** An ISO still has the person, or invites them. */
  | 'still_with_iso'
  /** DingTalk still has the person in the organisation because of an ISO. */
  | 'still_in_dingtalk'
  /** Without the person nobody could manage the workspace. */
  | 'last_manager'

/** Predefined roles of which each workspace keeps one person. */
const managing = ['platform.administrator', 'iso.admin']

async function isLastManager({ memberships }: FoundPerson): Promise<boolean> {
  const manages = { roles: among(managing), status: 'active' as const }
  for (const { _id, workspace, status, roles: own } of memberships) {
    if (status !== 'active' || !managing.some((role) => own.includes(role))) continue
    if (!(await Members.exists({ workspace, _id: { $ne: _id }, ...manages }))) return true
  }
  return false
}

/** Why the person cannot be erased now; undefined when they can. */
export async function whyNotErase(person: FoundPerson): Promise<WhyNot | undefined> {
  const { entries } = person
  if (entries.some(({ status }) => !formerStatuses.includes(status))) return 'still_with_iso'
  if (entries.some(({ broughtIn }) => broughtIn)) return 'still_in_dingtalk'
  return (await isLastManager(person)) ? 'last_manager' : undefined
}

/**
 * To be called once `whyNotErase` has nothing against it. May run again after it broke off, for the id of an entry or
 * account that was erased already as well.
 * @returns what stands in place of the name now
 */
export async function erasePerson(person: FoundPerson, by: Actor): Promise<string> {
  // first, so that the audit tells of it however it ends
  await transaction(async () => {
    const { staff, accounts } = person
    const data = { staff, accounts }
    for (const about of subjectsOf(person)) await record(dataErased, { ...about, by, data })
  })
  return replaceAll(person)
}

/**
 * One entry of staff: the person may be with another ISO.
 * @returns false when the ISO has to do with the person again
 */
export async function eraseEntry(entry: StaffMember, by: Actor): Promise<boolean> {
  const { _id: id, iso, name, status, since } = entry
  if (!(await StaffMembers.exists({ _id: id, iso, status, since }))) return false
  await record(dataErased, { tenant: iso, id, by })
  const nothing = { phones: [], dingtalkUserIds: [], accounts: [], members: [] }
  const person = { ...nothing, staff: [id], workspaces: [iso], names: [name] }
  await replaceAll({ ...person, soleNames: await soleNamesOf(person) })
  return true
}

async function replaceAll(person: Person): Promise<string> {
  const name = nameOfErased(person.staff[0] ?? person.accounts[0] ?? '')
  for (const { erase } of personalData) await erase(person, name)
  return name
}
