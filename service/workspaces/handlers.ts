/** What follows in DingTalk when an ISO is called otherwise, and what DingTalk tells of departments. */
import { asLater } from '../dingtalk/errors.ts'
import type { Reactions } from '../outbox/handlers.ts'
import { forgetDepartment, renameDepartmentOf } from './actions.ts'

export const workspaceReactions: Reactions = {
  'workspaces.renamed': {
    renameDepartment: async ({ subject }) => {
      try {
        await renameDepartmentOf(subject.id)
      } catch (error) {
        throw asLater(error)
      }
    },
  },
  'dingtalk.org_dept_remove': {
    forgetDepartment: ({ subject }) => forgetDepartment(Number(subject.id)),
  },
}
