/** Looks at the whole set-up, in the order in which one would mend it. */
import setUp from '../../dingtalk.config.json' with { type: 'json' }
import type { BadConfiguration, Config } from '../../service/config.ts'
import { checkEntered } from './checks/entered.ts'
import { checkEvents } from './checks/events.ts'
import type { Waiting } from './checks/card.ts'
import { checkMessages } from './checks/messages.ts'
import { checkReachable } from './checks/reachable.ts'
import { checkScopes } from './checks/scopes.ts'
import { checkTokens } from './checks/tokens.ts'
import { askDingTalk } from './dingtalk.ts'
import { ok, skipped, wrong, type Finding } from './findings.ts'

function businessFindings({ businessTimeZone, publicUrl, dingtalk }: Config): Finding[] {
  const now = new Intl.DateTimeFormat('en-GB', {
    timeZone: businessTimeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date())
  const isLocal = ['localhost', '127.0.0.1'].includes(new URL(publicUrl).hostname)
  const isReal = new URL(dingtalk.apiUrl).hostname.includes('dingtalk')
  return [
    ok('Business time zone', `${businessTimeZone}: it is ${now} there`),
    isLocal && isReal
      ? wrong('PUBLIC_URL', "phones cannot reach this machine's own name", 'environment')
      : ok('PUBLIC_URL', publicUrl),
  ]
}

/** The identity stands among the personal fields of a member: only who wants it needs the permission to see them. */
const scopesFor = ({ dingtalk }: Config) =>
  dingtalk.identityField === undefined ? setUp.scopes : [...setUp.scopes, 'fieldEmail']

/** What is wrong with the environment, a line each. */
export const settingsFindings = ({ problems }: BadConfiguration): Finding[] =>
  problems.map((problem) => wrong('Settings', problem, 'environment'))

/**
 * Everything that can be looked at.
 * @param options.to userid of the person who gets a message and a card
 * @param options.waiting for a press of a button of that card; without it none is waited for
 */
export async function checkDingTalk(
  config: Config,
  options: { to?: string | undefined; waiting?: Waiting } = {},
): Promise<Finding[]> {
  const dingtalk = askDingTalk(config)
  const { waiting = { milliseconds: 0, say: () => undefined } } = options
  const { publicUrl, dingtalk: app } = config
  const findings = [...businessFindings(config), ...(await checkTokens(dingtalk))]
  if (dingtalk.tokens.old && dingtalk.tokens.new) {
    findings.push(...(await checkScopes(dingtalk, scopesFor(config))))
    findings.push(...(await checkMessages(dingtalk, options.to, setUp.cards.templateId, waiting)))
  } else findings.push(skipped('Permissions, robot, cards', 'not looked at without both tokens'))
  findings.push(...(await checkEvents(dingtalk)))
  findings.push(
    ...(await checkReachable(publicUrl, app.corpId, setUp.homeUrls, app.events === 'stream')),
  )
  return [...findings, ...checkEntered(config, setUp)]
}
