/** The states of a workspace. */
import { machine } from '../states/machine.ts'
import { isoStatuses } from './contract/isos.ts'
import { workspaceCreated, workspaceResumed, workspaceSuspended } from './events.ts'

export const workspaceMachine = machine({
  states: isoStatuses,
  steps: {
    create: { from: ['none'], to: 'active', event: workspaceCreated },
    suspend: { from: ['active'], to: 'suspended', event: workspaceSuspended },
    resume: { from: ['suspended'], to: 'active', event: workspaceResumed },
  },
})
