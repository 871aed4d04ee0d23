/** What is entered in DingTalk's console and told by no API: what should stand there, to be compared by eye. */
import type { Config } from '../../../service/config.ts'
import { compare, type Finding } from '../findings.ts'

/** What of dingtalk.config.json is meant, with `$PUBLIC_URL` and `$CORPID$` still in it. */
export interface SetUp {
  homeUrls: Record<string, string>
  events: { subscriptions: string[] }
  redirectUrls: string[]
  inClientLoginUrls: string[]
  egressIps: string[]
}

export function checkEntered({ publicUrl }: Config, setUp: SetUp): Finding[] {
  const { homeUrls, events, redirectUrls, inClientLoginUrls, egressIps } = setUp
  const listed = (urls: string[]) =>
    urls.map((url) => url.replace('$PUBLIC_URL', publicUrl)).join(', ')
  return [
    compare('Subscribed events', events.subscriptions.join(', '), 'events'),
    ...Object.entries(homeUrls).map(([name, url]) =>
      compare(`Entered home URL, ${name}`, listed([url]), 'webApp'),
    ),
    compare('Redirect URLs', listed(redirectUrls), 'security'),
    compare('Login URLs inside DingTalk', listed(inClientLoginUrls), 'security'),
    compare('Egress IPs', egressIps.join(', ') || 'none: calls are taken from anywhere', 'egress'),
  ]
}
