/** What messages are about, who may do without them, and which ones come at any hour. */
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

/** What is not known here counts as something that everybody should hear of. */
export function kindOf(template: string): MessageKind {
  return kinds[template] ?? 'association'
}

/** Who belongs to an ISO hears of these; questions and answers go to anybody. */
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
