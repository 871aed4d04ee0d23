/** The signed-in operator: their name, language, workspace, roles and rights; they choose the language. */
import * as z from 'zod/mini'
import { language } from '../../texts/contract.ts'
import { endpoint, id, named } from '../../http/contract.ts'
import { allPermissions } from '../../permissions/contract.ts'

export const workspaceKind = z.enum(['iso', 'platform'])

const permission = named('Permission', z.enum(allPermissions))

export const operatorMe = named(
  'OperatorMe',
  z.object({
    /** Id of the membership. */
    id,
    name: z.string(),
    email: z.string(),
    language,
    /** Signs in with DingTalk, without a password. */
    dingtalkLinked: z.boolean(),
    workspace: z.object({ id, name: z.string(), kind: workspaceKind }),
    roles: z.array(z.string()),
    permissions: z.array(permission),
  }),
)
export type OperatorMe = z.output<typeof operatorMe>

export const operatorWhoAmI = endpoint('GET /api/v1/me/operator', {
  name: 'operatorWhoAmI',
  by: 'operator',
  about: 'workspace',
  summary: 'Get the operator who is signed in',
  answer: operatorMe,
})

export const setOperatorLanguage = endpoint('PATCH /api/v1/me/operator', {
  name: 'setOperatorLanguage',
  by: 'operator',
  summary: 'Choose my language, for console and messages',
  body: z.object({ language }),
  example: { body: { language: 'en' } },
  answer: operatorMe,
})
