/** What tests of signing in with DingTalk share: browsers at people's desks, DingTalk's codes, and mailboxes. */
import { expect } from 'vitest'
import { Accounts, OneTimeCodes, Sessions, UsedSignIns } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import type { Answer } from '../../setup/calls.ts'
import { Phones } from '../../setup/phones.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

interface Mail {
  to: string
  subject: string
  text: string
}

const base = '/api/v1/sessions/operator/dingtalk'

export class Desk {
  readonly service: TestService
  readonly phones: Phones

  private constructor(service: TestService) {
    if (!service.simulator) throw new Error('no simulator')
    this.service = service
    this.phones = new Phones(service.simulator)
  }

  static async start(): Promise<Desk> {
    return new Desk(await startTestService({ simulator: true }))
  }

  async reset(): Promise<void> {
    clock.arrange()
    await this.phones.behave()
    await this.phones.send('POST', '/reset')
    await this.phones.send('DELETE', '/mails')
    await OneTimeCodes.deleteMany({})
    await UsedSignIns.deleteMany({})
    await Accounts.deleteMany({})
    await Sessions.deleteMany({})
    await Events.deleteMany({})
    // limits are for other tests
    await Accounts.db.collection('rateLimits').deleteMany({})
  }

  browser(): CookieJar {
    return new CookieJar(this.service.url)
  }

  authCode(person: string, args: Record<string, unknown> = {}): Promise<string> {
    return this.phones.authCode(person, args)
  }

  /** The console opens inside DingTalk. */
  async signIn(from: CookieJar, person: string, also: Record<string, unknown> = {}) {
    return from.send('POST', base, { code: await this.authCode(person), ...also })
  }

  askForCode(from: CookieJar, email: string, headers = {}): Promise<Answer> {
    return from.send('POST', `${base}/codes`, { email }, headers)
  }

  confirm(from: CookieJar, email: string, code: string): Promise<Answer> {
    return from.send('POST', `${base}/link`, { email, code })
  }

  async mailsTo(address: string): Promise<Mail[]> {
    const mails = (await this.phones.send('GET', '/mails')) as Mail[]
    return mails.filter(({ to }) => to === address)
  }

  /** The digits of the newest of so many mails with codes. */
  async mailedCode(address: string, count = 1): Promise<string> {
    let codes: string[] = []
    await expect
      .poll(
        async () => {
          const subjects = (await this.mailsTo(address)).map(({ subject }) => subject)
          codes = subjects.flatMap((subject) => /^\d{6}/.exec(subject)?.[0] ?? [])
          return codes.length
        },
        { timeout: 20_000 },
      )
      .toBe(count)
    return codes.at(-1) ?? ''
  }

  /** Everything that linking takes, for tests in which it is only the beginning. */
  async linked(person: string, email: string): Promise<CookieJar> {
    const browser = this.browser()
    expect((await this.signIn(browser, person)).body.code).toBe('dingtalk_not_linked')
    const before = (await this.mailsTo(email)).filter(({ subject }) => /^\d{6}/.test(subject))
    expect((await this.askForCode(browser, email)).status).toBe(202)
    const code = await this.mailedCode(email, before.length + 1)
    expect((await this.confirm(browser, email, code)).status).toBe(200)
    return browser
  }

  /** Leaves for DingTalk's page; answers where it sends the browser. */
  async leave(from: CookieJar, body: Record<string, unknown> = { to: '/console' }): Promise<URL> {
    const answer = await from.send('POST', `${base}/page`, body)
    expect(answer.status).toBe(200)
    return new URL(answer.body.url)
  }

  /** What DingTalk's page sends the browser back with. */
  async onPage(page: URL, person: string, answer: 'agree' | 'cancel'): Promise<URLSearchParams> {
    const shown = await fetch(page)
    expect(shown.status).toBe(200)
    const asked = page.searchParams
    const response = await fetch(`${page.origin}/oauth2/auth`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        redirect_uri: asked.get('redirect_uri') ?? '',
        state: asked.get('state') ?? '',
        person,
        answer,
      }),
    })
    return new URL(response.headers.get('location') ?? '').searchParams
  }

  comeBack(from: CookieJar, { authCode, state }: { authCode: string; state: string }) {
    return from.send('POST', `${base}/return`, { authCode, state })
  }
}

export const whoAmI = (browser: CookieJar) => browser.send('GET', '/api/v1/me/operator')
