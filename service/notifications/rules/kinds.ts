/** What messages are about, which of them a person may switch off, and which come at any hour. */
import { switchable, type MessageKind, type SwitchableKind } from '../contract.ts'

/** Template → what it is about. */
const kinds: Record<string, MessageKind> = {
  association_request: 'requests',
  import_finished: 'imports',
  review_result: 'results',
  task_assigned: 'tasks',
  task_result: 'tasks',
  credential_assigned: 'test_accounts',
  credential_changed: 'test_accounts',
  digest: 'digest',
  consent: 'association',
  welcome: 'association',
  answer: 'answers',
  security: 'security',
}

/** What is not known here counts as a message that is always sent. */
export function kindOf(template: string): MessageKind {
  return kinds[template] ?? 'association'
}

/** These go to people who belong to an ISO; questions and answers go to all. */
const forStaffOnly: readonly MessageKind[] = ['results', 'tasks', 'test_accounts']

export function isForStaffOnly(template: string): boolean {
  return template === 'welcome' || forStaffOnly.includes(kindOf(template))
}

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
export function comesAtAnyHour(kind: MessageKind): boolean {
  return kind === 'answers' || kind === 'security'
}
