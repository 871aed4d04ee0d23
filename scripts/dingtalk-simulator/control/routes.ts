/** The control API under `/simulator/api`: what the page of phones and the tests see and turn. */
import { randomBytes } from 'node:crypto'
import Router from '@koa/router'
import { z } from 'zod'
import type { Devices } from '../devices/devices.ts'
import { callbackSecrets, postEvent } from '../events/callback.ts'
import type { CallLog } from '../platform/call-log.ts'
import type { Platform } from '../platform/platform.ts'
import { expireTokens } from '../platform/tokens.ts'
import { initialState, newPerson } from '../state/initial.ts'
import { personById } from '../state/people.ts'
import type { Rule } from '../state/shapes/misbehaviour.ts'
import { viewState } from '../state/view.ts'
import type { TrayPhotos } from '../tray/photos.ts'
import {
  addressCheck,
  customRobots,
  event,
  found,
  given,
  group,
  hostnameOf,
  knobs,
  NotFound,
  rule,
  text,
} from './bodies.ts'
import { addPeopleRoutes } from './people.ts'

export interface ControlParts {
  platform: Platform
  devices: Devices
  photos: TrayPhotos
  log: CallLog
}

export function controlRoutes({ platform, devices, photos, log }: ControlParts) {
  const { settings, store, gateway, misbehaviour, push } = platform
  const router = new Router({ prefix: '/simulator/api' })

  router.use(async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      if (error instanceof z.ZodError) {
        ctx.status = 400
        ctx.body = { error: 'invalid', issues: error.issues }
      } else if (error instanceof NotFound) {
        ctx.status = 404
        ctx.body = { error: 'not_found' }
      } else throw error
    }
  })

  router.get('/state', (ctx) => {
    ctx.body = viewState(store.state, {
      corpId: settings.corpId,
      organisationName: settings.organisationName,
      publicUrl: settings.publicUrl,
      events: settings.events,
      streamConnections: gateway.connections,
      deviceUrl: (id) => devices.urlOf(id, hostnameOf(ctx)),
    })
  })

  router.get('/changes', (ctx) => {
    ctx.respond = false
    const { res } = ctx
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const tell = () => res.write('event: change\ndata: {}\n\n')
    res.write(': open\n\n')
    store.changes.on('change', tell)
    res.on('close', () => store.changes.off('change', tell))
  })

  addPeopleRoutes(router, platform, devices)

  router.get('/tray/codes', (ctx) => {
    ctx.body = store.state.trayCodes
  })
  router.put('/tray/codes', (ctx) => {
    store.state.trayCodes = z.array(z.object({ label: text, text })).parse(ctx.request.body)
    store.changed()
    ctx.status = 204
  })
  router.get('/tray/photos', (ctx) => {
    ctx.body = photos.list('/simulator/api/tray/photos')
  })
  router.get('/tray/photos/:file', async (ctx) => {
    const photo = found(await photos.read((ctx.params.file ?? '').replace(/\.jpg$/, '')))
    ctx.type = 'image/jpeg'
    ctx.set('cache-control', 'public, max-age=3600')
    ctx.body = photo.bytes
  })

  router.get('/misbehaviour', (ctx) => {
    ctx.body = misbehaviour.rules
  })
  router.post('/misbehaviour', (ctx) => {
    const body: unknown = ctx.request.body
    const asked = typeof body === 'object' && body && 'rule' in body ? body.rule : body
    ctx.status = 201
    ctx.body = misbehaviour.add(given(rule.parse(asked)) as Omit<Rule, 'id'>)
  })
  router.delete('/misbehaviour', (ctx) => {
    misbehaviour.clear()
    ctx.status = 204
  })
  router.delete('/misbehaviour/:id', (ctx) => {
    if (!misbehaviour.remove(ctx.params.id ?? '')) throw new NotFound()
    ctx.status = 204
  })

  router.get('/calls', (ctx) => {
    ctx.body = log.after(Number(ctx.query.after ?? 0) || 0)
  })
  router.delete('/calls', (ctx) => {
    log.clear()
    ctx.status = 204
  })
  router.get('/mails', (ctx) => {
    ctx.body = store.state.mails
  })
  router.delete('/mails', (ctx) => {
    store.state.mails = []
    store.changed()
    ctx.status = 204
  })

  // Robots that were added to groups; each keeps what was posted to its address.
  router.get('/custom-robots', (ctx) => {
    ctx.body = store.state.customRobots
  })
  router.put('/custom-robots', (ctx) => {
    store.state.customRobots = customRobots
      .parse(ctx.request.body)
      .map((one) => ({ ...given(one), sentAt: [], restsUntil: 0, messages: [] }))
    store.changed()
    ctx.status = 204
  })

  router.post('/events', (ctx) => {
    const wanted = event.parse(ctx.request.body)
    for (let n = 0; n < wanted.times; n += 1)
      push.publish(wanted.eventType, wanted.data, wanted.eventId)
    ctx.status = 202
  })

  // What the developer console does on Save: asks the callback whether it is there.
  router.post('/callback/check', async (ctx) => {
    const { eventType, owner } = addressCheck.parse(ctx.request.body ?? {})
    const { callbackTimeoutMs: timeoutMs } = store.state.knobs
    const target = { url: settings.callbackUrl, secrets: callbackSecrets(settings, owner) }
    const { isReached: _reached, ...outcome } = await postEvent(
      settings,
      { EventType: eventType },
      timeoutMs,
      target,
    )
    ctx.body = outcome
  })

  router.post('/groups', (ctx) => {
    const { title, people } = group.parse(ctx.request.body)
    const personIds = people.map((id) => found(personById(store.state, id)).id)
    const made = { id: `cid${randomBytes(16).toString('base64')}`, title, personIds }
    store.state.groups.push(made)
    store.changed()
    ctx.status = 201
    ctx.body = { openConversationId: made.id }
  })

  router.get('/settings', (ctx) => {
    ctx.body = store.state.knobs
  })
  router.patch('/settings', (ctx) => {
    const turned = given(knobs.parse(ctx.request.body))
    Object.assign(store.state.knobs, turned)
    if (turned.pingMs !== undefined) gateway.restartPings()
    store.changed()
    ctx.body = store.state.knobs
  })
  router.post('/tokens/expire', (ctx) => {
    expireTokens(platform)
    ctx.status = 204
  })
  // All calls are answered with a page of HTML, as after far too many of them.
  router.post('/ban', (ctx) => {
    platform.limits.ban(store.state.knobs.banSeconds)
    ctx.status = 204
  })
  router.delete('/ban', (ctx) => {
    platform.limits.liftBans()
    ctx.status = 204
  })
  router.get('/stream', (ctx) => {
    const waiting = store.state.pendingEvents.map(({ eventType, attempts, nextAt }) => ({
      eventType,
      attempts,
      nextAt,
    }))
    ctx.body = { connections: gateway.list(), waitingEvents: waiting.length, waiting }
  })
  router.post('/stream/disconnect', (ctx) => {
    if (ctx.query.abrupt === undefined) gateway.disconnectAll()
    else gateway.cutAll()
    ctx.status = 204
  })

  router.post('/reset', (ctx) => {
    const { people, trayCodes, accessTokens, jsapiTickets } = store.state
    const fresh = initialState(settings.organisationName)
    const known = new Set(fresh.people.map(({ id }) => id))
    // People who were added stay: their devices are running. Tokens stay as they would.
    for (const { id, name, phone, language, device } of people)
      if (!known.has(id)) fresh.people.push(newPerson({ id, name, phone, language, device }))
    store.state = { ...fresh, trayCodes, accessTokens, jsapiTickets }
    platform.limits.liftBans()
    log.clear()
    store.changed()
    ctx.status = 204
  })

  return router
}
