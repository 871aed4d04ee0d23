/** Which kinds of messages people get, which of them a person may switch off, and which come at any hour. */
import { switchable, type MessageKind, type SwitchableKind } from '../contract.ts'

/** Kinds that a person can get, and so can choose. */
const offered: Record<'staff' | 'operator', SwitchableKind[]> = {
  staff: ['results', 'tasks', 'test_accounts', 'digest'],
  operator: ['requests', 'imports', 'digest'],
}

export function kindsFor(person: 'staff' | 'operator'): SwitchableKind[] {
  return offered[person]
}

export function maySwitchOff(kind: MessageKind): kind is SwitchableKind {
  return (switchable as readonly MessageKind[]).includes(kind)
}

/** An answer is waited for, and what is about safety cannot wait. */
export function ignoresQuietHours(kind: MessageKind): boolean {
  return kind === 'answers' || kind === 'security'
}
