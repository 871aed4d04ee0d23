/** The states of a message on its way to a reader. */
import { machine } from '../../states/machine.ts'
import { messageStatuses } from '../contract.ts'
import { messageFailed } from '../events.ts'

/** Each way that is tried is noted by a step; only the end that reaches no reader is an event of its own. */
export const messageMachine = machine({
  states: messageStatuses,
  steps: {
    /** It may wait for the end of quiet hours, or be of a kind that the person does without. */
    write: { from: ['none'], into: ['waiting', 'sending', 'not_wanted'] },
    /** A way led nowhere, the next one is tried. */
    try_next: { from: ['waiting', 'sending'], to: 'sending' },
    /** DingTalk takes no more today. */
    hold: { from: ['waiting', 'sending'], to: 'waiting' },
    send: { from: ['waiting', 'sending'], to: 'sent' },
    /** DingTalk has taken it without saying whether it arrives. */
    hand_over: { from: ['waiting', 'sending'], to: 'checking' },
    fail: { from: ['waiting', 'sending'], to: 'failed', event: messageFailed },
    /** What it says is settled already. */
    dismiss: { from: ['waiting', 'sending'], to: 'not_needed' },
    /** Its ISO is suspended. */
    drop: { from: ['waiting', 'sending'], to: 'suspended' },
    /** Looked at, and not known yet. */
    look: { from: ['checking', 'sent'] },
    arrive: { from: ['checking', 'sent'], to: 'sent' },
    read: { from: ['checking', 'sent'], to: 'read' },
    /** DingTalk has not delivered it after all. */
    bounce: { from: ['checking', 'sent'], to: 'sending' },
    send_again: { from: ['failed'], to: 'sending' },
  },
})
