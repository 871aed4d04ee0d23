/** What the bot asks about people: accounts, workspaces and staff, as one. */
import { Accounts } from '../../accounts/model.ts'
import type { People } from '../../notifications/people.ts'
import { isSuspended } from '../../workspaces/actions/suspension.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { StaffMembers } from '../model.ts'
import { findAsker } from './asker.ts'

export const people: People = {
  findAsker,
  isSuspended,
  async setLanguage({ account, staff }, language) {
    const set = { $set: { language } }
    if (account) await Accounts.updateOne({ _id: account }, set)
    if (staff) await StaffMembers.updateOne({ _id: staff.id }, set)
  },
  async belongs(dingtalkUserId, iso) {
    const there = await StaffMembers.exists({ dingtalkUserId, iso, status: 'associated' })
    return there !== null
  },
  async mailAddressOf(account) {
    return (await Accounts.findById(account).select({ email: 1 }).lean())?.email
  },
  async isoNames(ids) {
    const isos = await Workspaces.find({ _id: { $in: ids }, kind: 'iso' })
      .select({ name: 1 })
      .lean()
    return new Map(isos.map(({ _id, name }) => [_id, name]))
  },
}
