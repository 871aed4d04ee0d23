/** What has become of a message of the bot. */
import {
  ArrowUpRight,
  BellOff,
  CheckCheck,
  CircleAlert,
  CircleCheck,
  CirclePause,
  Clock,
} from 'lucide-react'
import type { MessageStatus } from '../../../service/notifications/contract.ts'
import { stateOf } from '../parts/state.tsx'

export const MessageState = stateOf<MessageStatus>(
  {
    waiting: { icon: Clock, tone: 'accent' },
    sending: { icon: ArrowUpRight, tone: 'accent' },
    checking: { icon: ArrowUpRight, tone: 'accent' },
    sent: { icon: CircleCheck, tone: 'success' },
    read: { icon: CheckCheck, tone: 'success' },
    failed: { icon: CircleAlert, tone: 'danger' },
    not_wanted: { icon: BellOff, tone: 'quiet' },
    not_needed: { icon: CircleCheck, tone: 'quiet' },
    suspended: { icon: CirclePause, tone: 'quiet' },
  },
  (status) => `messages.status.${status}`,
)
