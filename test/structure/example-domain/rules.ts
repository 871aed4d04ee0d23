/** The states of a badge. */
import { machine } from '../../../service/states/machine.ts'
import { badgeStatuses } from './contract.ts'
import { badgeOrdered, badgeReceived, badgeSent } from './events.ts'

export const badgeMachine = machine({
  states: badgeStatuses,
  steps: {
    order: { from: ['none'], to: 'ordered', event: badgeOrdered },
    send: { from: ['ordered'], to: 'sent', event: badgeSent },
    receive: { from: ['sent'], to: 'received', event: badgeReceived },
  },
})
