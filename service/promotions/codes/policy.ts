/** What each caller may do to a Marketing Code. */
import { callersOf, type Policy } from '../../http/policy.ts'
import type { Located } from '../../http/scope.ts'
import { retireCode } from './contract.ts'

export const codePolicy = { retire: callersOf(retireCode) } satisfies Policy<string, Located>
