/** `iso:create`: an ISO, and its first admin. */
import * as z from 'zod/mini'
import { atConsole } from '../../../service/http/callers.ts'
import { currencyFor, isCurrency } from '../../../service/workspaces/actions/agreed.ts'
import { createIso } from '../../../service/workspaces/actions/set-up.ts'
import { country } from '../../../service/workspaces/contract/agreed.ts'
import { command } from '../command.ts'
import { email, language, languageOption, linkOutcome, mail, mailOption, name } from '../person.ts'

export const isoCreate = command({
  name: 'iso:create',
  summary: 'Make an ISO, with its first admin when one is named',
  more: 'More admins come by operator:add.',
  options: {
    name: { value: '<name>', about: 'of the ISO, as its staff read it', needed: true },
    email: {
      value: '<e-mail>',
      about: 'of the ISO, which its staff type when they join it',
      needed: true,
    },
    admin: { value: '<name>', about: 'of its first admin' },
    'admin-email': {
      value: '<e-mail>',
      about: 'with which the admin signs in; that of the ISO without it',
    },
    country: {
      value: '<code>',
      about:
        'in which it works, such as SG (ISO 3166-1): which policies and agreement count for it',
    },
    currency: {
      value: '<code>',
      about: 'in which it is paid, such as SGD (ISO 4217); that of the country without it',
    },
    language: languageOption,
    mail: mailOption,
  },
  input: z
    .object({
      name,
      email,
      admin: z.optional(name),
      'admin-email': z.optional(email),
      country: z.optional(country),
      currency: z.optional(
        z.string().check(z.refine(isCurrency, 'must be a code of ISO 4217, such as SGD')),
      ),
      language,
      mail,
    })
    .check(
      z.refine((given) => given.admin !== undefined || given['admin-email'] === undefined, {
        path: ['admin'],
        error: 'is needed beside --admin-email',
      }),
      z.refine((given) => given.country !== undefined || given.currency === undefined, {
        path: ['country'],
        error: 'is needed beside --currency',
      }),
    ),
  database: 'prepared',
  async run({
    name: isoName,
    email: isoEmail,
    admin: adminName,
    language: spoken,
    mail: wanted,
    country: where,
    currency,
    ...rest
  }) {
    const admin = adminName && {
      name: adminName,
      email: rest['admin-email'] ?? isoEmail,
      language: spoken,
    }
    const place = where && { country: where, currency: currencyFor(where, currency) }
    const given = { name: isoName, email: isoEmail, ...place, ...(admin && { admin }) }
    const { workspace, admin: added } = await createIso(given, atConsole)
    const made = `${workspace.name} is made. Its id is ${workspace._id}.`
    if (!added) {
      return {
        lines: [
          made,
          `It has no admin yet: npm run admin -- operator:add --workspace ${workspace.email} --help`,
        ],
        data: { workspace: workspace._id },
      }
    }
    const { lines, data, ending } = await linkOutcome(added, { kind: 'first', mail: wanted })
    return {
      ...(ending ? { ending } : {}),
      lines: [made, `Its admin is ${added.account.email}.`, ...lines],
      data: { workspace: workspace._id, account: added.account._id, ...data },
    }
  },
})
