/** What follows in DingTalk when an ISO is called otherwise, and what DingTalk tells of departments. */
import { asLater } from '../dingtalk/errors.ts'
import { departmentModified, departmentRemoved } from '../dingtalk/events.ts'
import { on, type Handler } from '../outbox/handlers.ts'
import type { Subject } from '../outbox/model.ts'
import { forgetDepartment, healDepartmentName, renameDepartmentOf } from './actions/workspaces.ts'
import { workspaceRenamed } from './events.ts'

/** A temporary trouble of DingTalk becomes a later try. */
const retryLater =
  (work: (subject: Subject) => Promise<void>): Handler =>
  async ({ subject }) => {
    try {
      await work(subject)
    } catch (error) {
      throw asLater(error)
    }
  }

export const workspaceReactions = [
  on(workspaceRenamed, { renameDepartment: retryLater(({ id }) => renameDepartmentOf(id)) }),
  on(departmentModified, {
    healDepartmentName: retryLater(({ id }) => healDepartmentName(Number(id))),
  }),
  on(departmentRemoved, {
    forgetDepartment: ({ subject }) => forgetDepartment(Number(subject.id)),
  }),
]
