/** The ways to misbehave that are worth one press each. */
import type { Rule } from '../api/types.ts'

export interface Preset {
  id: string
  name: string
  /** What the service meets then. */
  effect: string
  rule: Pick<Rule, 'where' | 'what' | 'value'>
}

const addPerson = '/topapi/v2/user/create'

export const presets: Preset[] = [
  {
    id: 'busy',
    name: '429 Too many calls',
    effect: 'Every call is refused as one too many.',
    rule: { where: '*', what: 'status', value: 429 },
  },
  {
    id: 'broken',
    name: '500 Server error',
    effect: 'Every call ends in an error of DingTalk.',
    rule: { where: '*', what: 'status', value: 500 },
  },
  {
    id: 'silent',
    name: 'No answer',
    effect: 'Calls are taken and never answered.',
    rule: { where: '*', what: 'timeout' },
  },
  {
    id: 'html',
    name: 'HTML instead of JSON',
    effect: 'As during DingTalk’s ban of an address.',
    rule: { where: '*', what: 'html' },
  },
  {
    id: 'five-organisations',
    name: '40019 Five organisations',
    effect: 'Whoever is added is in too many already.',
    rule: { where: addPerson, what: 'errcode', value: 40019 },
  },
  {
    id: 'already-member',
    name: '60104 Already a member',
    effect: 'The phone number is in the organisation.',
    rule: { where: addPerson, what: 'errcode', value: 60104 },
  },
  {
    id: 'system-busy',
    name: '-1 System busy',
    effect: 'Adding a person has to be tried again.',
    rule: { where: addPerson, what: 'errcode', value: -1 },
  },
  {
    id: 'twice',
    name: 'Events come twice',
    effect: 'Each contact event is delivered two times.',
    rule: { where: 'user_*', what: 'duplicate' },
  },
  {
    id: 'lost',
    name: 'Events are lost',
    effect: 'Contact events never arrive.',
    rule: { where: 'user_*', what: 'drop' },
  },
]

/** The active rule that a preset has made. */
export function ruleOf(preset: Preset, rules: Rule[]): Rule | undefined {
  const { where, what, value } = preset.rule
  return rules.find((rule) => rule.where === where && rule.what === what && rule.value === value)
}
