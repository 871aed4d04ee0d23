/** DingTalk's sign-in page for browsers: whoever opens it on a device is that person, anybody else chooses one. */
import Router from '@koa/router'
import type { Devices } from '../devices/devices.ts'
import { isPublic } from '../devices/proxy.ts'
import { giveCode } from '../platform/codes.ts'
import type { Platform } from '../platform/platform.ts'
import { personById } from '../state/people.ts'
import type { StoredPerson } from '../state/shapes.ts'

export const escape = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

export function oauthPage(platform: Platform, devices: Devices) {
  const { settings, store } = platform
  const router = new Router()

  router.get('/oauth2/auth', (ctx) => {
    const asked = ctx.URL.searchParams
    const redirect = asked.get('redirect_uri') ?? ''
    const wrong =
      asked.get('client_id') !== settings.clientId
        ? 'client_id is unknown'
        : asked.get('response_type') !== 'code'
          ? 'response_type must be code'
          : !isPublic(settings, redirect)
            ? 'redirect_uri is not registered'
            : undefined
    ctx.type = 'text/html; charset=utf-8'
    ctx.set('referrer-policy', 'no-referrer')
    if (wrong) {
      ctx.status = 400
      ctx.body = page(`<h1>DingTalk</h1><p role="alert">${wrong}</p>`)
      return
    }
    const owner = devices.ownerOf(ctx.get('referer'))
    const choice = (owner ? [owner] : store.state.people).filter((one) => one.installed)
    ctx.body = page(
      `<h1>Sign in with DingTalk</h1><p>${escape(settings.appName)} asks who you are.</p>${choice
        .map((person) => button(person, asked, owner !== undefined))
        .join('')}`,
    )
  })

  router.post('/oauth2/auth', (ctx) => {
    const form = ctx.request.body as Record<string, string | undefined>
    const person = personById(store.state, form.person ?? '')
    const redirect = form.redirect_uri ?? ''
    if (!person || !isPublic(settings, redirect)) {
      ctx.status = 400
      return
    }
    // On a device the way back leads into that device, where the cookies of the sign-in are.
    const target = new URL(
      form.device === '1'
        ? devices.urlOf(person.id, ctx.host.replace(/:\d+$/, '')) +
            redirect.slice(settings.publicUrl.length)
        : redirect,
    )
    const code = giveCode(store, person, 'login')
    target.searchParams.set('authCode', code)
    target.searchParams.set('code', code)
    if (form.state) target.searchParams.set('state', form.state)
    ctx.status = 303
    ctx.redirect(target.toString())
  })

  return router
}

function button(person: StoredPerson, asked: URLSearchParams, onDevice: boolean) {
  const field = (name: string, value: string) =>
    `<input type="hidden" name="${name}" value="${escape(value)}">`
  return `<form method="post" action="/oauth2/auth">${field('person', person.id)}${field('redirect_uri', asked.get('redirect_uri') ?? '')}${field('state', asked.get('state') ?? '')}${onDevice ? field('device', '1') : ''}<button>${escape(person.name)}</button></form>`
}

export const page = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>DingTalk (simulated)</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:22rem;margin:12vh auto;padding:0 1rem;color:#171a1d}h1{font-size:1.4rem}button{font:inherit;width:100%;padding:.8rem 1rem;margin:.3rem 0;border:1px solid #dcdfe6;border-radius:12px;background:#fff;text-align:start;cursor:pointer}button:hover{border-color:#007fff}</style></head><body>${body}</body></html>`
