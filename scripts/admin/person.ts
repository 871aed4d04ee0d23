/** Options that name a person with a console account, and what is said of the link with which they set a password. */
import * as z from 'zod/mini'
import { languages } from '../../service/texts/contract.ts'
import { describeError } from '../../service/log.ts'
import { line } from '../../service/text/contract.ts'
import { mailPasswordLink } from '../../service/accounts/messages.ts'
import type { Added } from '../../service/workspaces/actions/set-up.ts'
import type { Option, Outcome } from './command.ts'

export const email = z
  .string()
  .check(z.trim(), z.maxLength(254), z.email('must be an e-mail address'))
export const name = line(80)
export const language = z._default(
  z.enum(languages, { error: `must be one of ${languages.join(', ')}` }),
  'en',
)
export const mail = z._default(z.boolean(), false)

export const languageOption: Option = {
  value: '<language>',
  about: `of the console and of mails: ${languages.join(' or ')}; en without it`,
}
export const mailOption: Option = {
  about: 'mail the link to the person instead of showing it here',
}

/** @returns why it was not sent: a kind of error, never its text, which can hold addresses */
async function mailed(
  { account, workspace }: Added,
  kind: 'first' | 'again',
  link: NonNullable<Added['link']>,
) {
  try {
    const { url, expiresAt: until } = link
    await mailPasswordLink(account, { kind, url, until, workspace: workspace.name })
    return undefined
  } catch (error) {
    const { errorCode, kind: name } = describeError(error)
    return String(errorCode ?? name)
  }
}

/** What to say of the link, which is shown unless it was mailed. */
export async function linkOutcome(
  added: Added,
  { kind, mail: wanted }: { kind: 'first' | 'again'; mail: boolean },
): Promise<Pick<Outcome, 'lines' | 'data' | 'ending'>> {
  const { link, account } = added
  if (!link) {
    return {
      lines: [`${account.email} has an account already and signs in with its password.`],
      data: { link: null, mailed: false },
    }
  }
  const until = link.expiresAt.toISOString()
  const failure = wanted ? await mailed(added, kind, link) : undefined
  if (wanted && !failure) {
    return {
      lines: [
        `A link to set the password was mailed to ${account.email}. It counts once, until ${until}.`,
      ],
      data: { link: null, until, mailed: true },
    }
  }
  return {
    ...(failure ? { ending: 'notMailed' as const } : {}),
    lines: [
      ...(failure ? [`The mail could not be sent (${failure}): look at SMTP_URL.`] : []),
      `Give ${account.email} this link to set the password. It counts once, until ${until}:`,
      `  ${link.url}`,
    ],
    data: { link: link.url, until, mailed: false },
  }
}
