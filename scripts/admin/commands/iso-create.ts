/** `iso:create`: an ISO, and its first admin. */
import * as z from 'zod/mini'
import { atConsole } from '../../../service/http/callers.ts'
import { createIso } from '../../../service/workspaces/actions/set-up.ts'
import { command } from '../command.ts'
import { email, language, languageOption, linkOutcome, mail, mailOption, name } from '../person.ts'

/** ISO 3166-1 alpha-2. */
const country = z
  .string()
  .check(z.toUpperCase(), z.regex(/^[A-Z]{2}$/, 'must be the code of a country, such as SG'))

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
    country: {
      value: '<code>',
      about: 'where it works, such as SG: which policies and which agreement count for it',
    },
    admin: { value: '<name>', about: 'of its first admin' },
    'admin-email': {
      value: '<e-mail>',
      about: 'with which the admin signs in; that of the ISO without it',
    },
    language: languageOption,
    mail: mailOption,
  },
  input: z
    .object({
      name,
      email,
      country: z.optional(country),
      admin: z.optional(name),
      'admin-email': z.optional(email),
      language,
      mail,
    })
    .check(
      z.refine((given) => given.admin !== undefined || given['admin-email'] === undefined, {
        path: ['admin'],
        error: 'is needed beside --admin-email',
      }),
    ),
  database: 'prepared',
  async run({
    name: isoName,
    email: isoEmail,
    country: isoCountry,
    admin: adminName,
    language: spoken,
    mail: wanted,
    ...rest
  }) {
    const admin = adminName && {
      name: adminName,
      email: rest['admin-email'] ?? isoEmail,
      language: spoken,
    }
    const given = {
      name: isoName,
      email: isoEmail,
      ...(isoCountry ? { country: isoCountry } : {}),
      ...(admin ? { admin } : {}),
    }
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
