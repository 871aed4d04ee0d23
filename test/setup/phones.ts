/** What people do on their phones in the simulated DingTalk, for tests. */
import { expect } from 'vitest'
import { demoOrganisation } from '../../scripts/demo/people.ts'
import type { Simulator } from './service.ts'

interface CardMessage {
  kind: 'card'
  outTrackId: string
  title: string
  status?: string
  text?: string
  buttons: { id: string; title: string; url?: string }[]
}

interface InvitationMessage {
  kind: 'invitation'
  invitationId: string
  state: 'pending' | 'agreed' | 'declined'
}

type AnyMessage = CardMessage | InvitationMessage | { kind: 'text' | 'signup' | 'markdown' }

interface Person {
  id: string
  member: boolean
  departments: number[]
  chats: { messages: AnyMessage[] }[]
}

/** The page that a link in a message opens inside DingTalk, on phones and desktops; throws for a plain one. */
export function pageInside(link = ''): string {
  const { protocol, host, pathname, searchParams } = new URL(link)
  expect([protocol, host + pathname]).toEqual(['dingtalk:', 'dingtalkclient/page/link'])
  expect(searchParams.get('pc_slide')).toBe('true')
  return searchParams.get('url') ?? ''
}

export class Phones {
  readonly #base: string
  readonly #devices: Record<string, string>
  constructor(simulator: Simulator) {
    this.#base = `${simulator.url}/simulator/api`
    this.#devices = simulator.devices
  }

  async send(method: string, path: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(this.#base + path, {
      method,
      ...(method === 'GET'
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    const isJson = response.headers.get('content-type')?.includes('json')
    return isJson ? JSON.parse(text) : undefined
  }

  async person(id: string): Promise<Person> {
    const { people } = (await this.send('GET', '/state')) as { people: Person[] }
    const found = people.find((one) => one.id === id)
    if (!found) throw new Error(`no one is called ${id}`)
    return found
  }

  async messages(id: string): Promise<AnyMessage[]> {
    return (await this.person(id)).chats.flatMap(({ messages }) => messages)
  }

  async cards(id: string): Promise<CardMessage[]> {
    return (await this.messages(id)).filter((one) => one.kind === 'card')
  }

  /** Waits for a card whose title begins so. */
  async card(id: string, title: string): Promise<CardMessage> {
    let found: CardMessage | undefined
    await expect
      .poll(
        async () => (found = (await this.cards(id)).find((one) => one.title.startsWith(title))),
        {
          timeout: 20_000,
        },
      )
      .toBeDefined()
    if (!found) throw new Error('unreachable')
    return found
  }

  async invitation(id: string): Promise<InvitationMessage> {
    let found: InvitationMessage | undefined
    await expect
      .poll(
        async () =>
          (found = (await this.messages(id)).find(
            (one) => one.kind === 'invitation' && one.state === 'pending',
          ) as InvitationMessage | undefined),
        { timeout: 20_000 },
      )
      .toBeDefined()
    if (!found) throw new Error('unreachable')
    return found
  }

  async agree(id: string): Promise<void> {
    const { invitationId } = await this.invitation(id)
    await this.send('POST', `/people/${id}/invitations/${invitationId}/agree`)
  }

  async press(id: string, outTrackId: string, actionId: string): Promise<{ delivered: boolean }> {
    return (await this.send('POST', `/people/${id}/cards/${outTrackId}/press`, {
      actionId,
    })) as { delivered: boolean }
  }

  /** What DingTalk's client gives to a page on that person's device, with which the page signs in. */
  async authCode(person: string, args: Record<string, unknown> = {}): Promise<string> {
    const { corpId, clientId } = demoOrganisation
    const response = await fetch(`${this.#devices[person]}/__simulator/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'runtime.permission.requestAuthCodeV2',
        args: { corpId, clientId, ...args },
      }),
    })
    const { ok } = (await response.json()) as { ok?: { code: string } }
    if (!ok) throw new Error(`${person} got no code`)
    return ok.code
  }

  /** The person says in DingTalk what they are, at the first sign-in or later. */
  async choose(id: string, identity: 'alipayPartner' | 'merchant' | 'other'): Promise<void> {
    await this.send('PATCH', `/people/${id}/device`, { identity })
  }

  /** DingTalk answers wrongly from now on, `times` times. */
  async misbehave(rule: Record<string, unknown>): Promise<void> {
    await this.send('POST', '/misbehaviour', { rule })
  }

  async behave(): Promise<void> {
    await this.send('DELETE', '/misbehaviour')
  }
}
