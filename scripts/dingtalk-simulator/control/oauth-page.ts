/**
 * DingTalk's sign-in page for browsers: on a device it is the person of the device, elsewhere one is chosen; then they
 * agree or cancel.
 */
import Router from '@koa/router'
import type { Devices } from '../devices/devices.ts'
import { isPublic } from '../devices/proxy.ts'
import { giveCode } from '../platform/codes.ts'
import type { Platform } from '../platform/platform.ts'
import { onStage, personById } from '../state/people.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import { escape, htmlPage } from './html-page.ts'

/** What the page was asked, and hands on to its own form. */
interface Asked {
  redirect: string
  state: string
}

export function oauthPage(platform: Platform, devices: Devices) {
  const { settings, store } = platform
  const router = new Router()

  /** Why the page refuses to ask. */
  function wrong(asked: URLSearchParams): string | undefined {
    if (asked.get('client_id') !== settings.clientId) return 'client_id is unknown'
    if (asked.get('response_type') !== 'code') return 'response_type must be code'
    if (!asked.get('scope')?.split(' ').includes('openid')) return 'scope must hold openid'
    if (!isPublic(settings, asked.get('redirect_uri') ?? ''))
      return 'redirect_uri is not registered'
    return undefined
  }

  // the second is an older address of the same page, which libraries still send people to
  router.get(['/oauth2/auth', '/oauth2/challenge.htm'], (ctx) => {
    const asked = ctx.URL.searchParams
    const refusal = wrong(asked)
    ctx.type = 'text/html; charset=utf-8'
    ctx.set('referrer-policy', 'no-referrer')
    if (refusal) {
      ctx.status = 400
      ctx.body = htmlPage('DingTalk', `<h1>DingTalk</h1><p role="alert">${refusal}</p>`)
      return
    }
    const owner = devices.ownerOf(ctx.get('referer'))
    const people = (owner ? [owner] : onStage(store.state)).filter((one) => one.installed)
    const redirect = asked.get('redirect_uri') ?? ''
    ctx.body = htmlPage(
      'Sign in with DingTalk',
      form(settings.appName, people, owner !== undefined, {
        redirect,
        state: asked.get('state') ?? '',
      }),
    )
  })

  router.post('/oauth2/auth', (ctx) => {
    const sent = ctx.request.body as Record<string, string | undefined>
    const redirect = sent.redirect_uri ?? ''
    const person = personById(store.state, sent.person ?? '')
    if (!isPublic(settings, redirect) || !person?.installed) {
      ctx.status = 400
      return
    }
    // on a device the way back leads into that device, where the cookies of the sign-in are
    const device = sent.device === '1' && devices.urlOf(person.id, ctx.host.replace(/:\d+$/, ''))
    const target = new URL(device ? device + redirect.slice(settings.publicUrl.length) : redirect)
    if (sent.answer === 'agree') {
      const code = giveCode(store, person, 'login')
      // DingTalk gives it under both names
      target.searchParams.set('code', code)
      target.searchParams.set('authCode', code)
    } else target.searchParams.set('error', 'access_denied')
    if (sent.state) target.searchParams.set('state', sent.state)
    ctx.status = 303
    ctx.redirect(target.toString())
  })

  return router
}

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${name}" value="${escape(value)}">`

const choice = ({ id, name }: StoredPerson, isFirst: boolean) =>
  `<label><input type="radio" name="person" value="${escape(id)}"${isFirst ? ' checked' : ''}>${escape(name)}</label>`

function form(app: string, people: StoredPerson[], onDevice: boolean, asked: Asked) {
  return `<h1>Sign in with DingTalk</h1>
<p><strong>${escape(app)}</strong> asks who you are. It learns your name and your DingTalk id.</p>
<form method="post" action="/oauth2/auth">
${hidden('redirect_uri', asked.redirect)}${hidden('state', asked.state)}${onDevice ? hidden('device', '1') : ''}
<fieldset><legend>${onDevice ? 'You are' : 'Who are you?'}</legend>${people
    .map((person, index) => choice(person, index === 0))
    .join('')}</fieldset>
<button name="answer" value="agree" class="agree">Agree</button>
<button name="answer" value="cancel">Cancel</button>
</form>`
}
