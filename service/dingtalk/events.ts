/** What DingTalk tells of its organisation, as events of ours. */
import * as z from 'zod/mini'
import { event, type EventType } from '../outbox/event.ts'

const ofPerson = {
  about: 'dingtalkUser',
  data: z.object({ userId: z.string(), eventId: z.string() }),
} as const
const ofDepartment = {
  about: 'dingtalkDepartment',
  data: z.object({ eventId: z.string() }),
} as const

export const userAdded = event('dingtalk.user_add_org', ofPerson)
export const userActivated = event('dingtalk.user_active_org', ofPerson)
export const userModified = event('dingtalk.user_modify_org', ofPerson)
export const userLeft = event('dingtalk.user_leave_org', ofPerson)
export const departmentModified = event('dingtalk.org_dept_modify', ofDepartment)
export const departmentRemoved = event('dingtalk.org_dept_remove', ofDepartment)

const handled = new Map<string, EventType>(
  [userAdded, userActivated, userModified, userLeft, departmentModified, departmentRemoved].map(
    (one) => [one.type, one],
  ),
)

/** @param type as DingTalk names it; it sends more kinds than we act on, which are kept for the audit log */
export function toldByDingTalk(type: string, kind: string): EventType {
  const name = `dingtalk.${type}`
  const data = z.record(z.string(), z.unknown())
  return handled.get(name) ?? event(name, { about: kind, data, auditOnly: true })
}
