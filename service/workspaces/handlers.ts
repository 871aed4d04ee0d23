/** What follows in DingTalk when an ISO is called otherwise, and what DingTalk tells of departments. */
import { asLater } from '../dingtalk/errors.ts'
import type { Handler, Reactions } from '../outbox/handlers.ts'
import type { Subject } from '../outbox/model.ts'
import { forgetDepartment, healDepartmentName, renameDepartmentOf } from './actions.ts'

/** A temporary trouble of DingTalk becomes a later try. */
const patiently =
  (work: (subject: Subject) => Promise<void>): Handler =>
  async ({ subject }) => {
    try {
      await work(subject)
    } catch (error) {
      throw asLater(error)
    }
  }

export const workspaceReactions: Reactions = {
  'workspaces.renamed': { renameDepartment: patiently(({ id }) => renameDepartmentOf(id)) },
  'dingtalk.org_dept_modify': {
    healDepartmentName: patiently(({ id }) => healDepartmentName(Number(id))),
  },
  'dingtalk.org_dept_remove': {
    forgetDepartment: ({ subject }) => forgetDepartment(Number(subject.id)),
  },
}
