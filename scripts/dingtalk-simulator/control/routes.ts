/** The control API under `/simulator/api`: what the page of phones and the tests see and turn. */
import Router from '@koa/router'
import { z } from 'zod'
import type { Context } from 'koa'
import type { Devices } from '../devices/devices.ts'
import { isPublic } from '../devices/proxy.ts'
import { misbehaviourKinds } from '../misbehaviour.ts'
import type { CallLog } from '../platform/call-log.ts'
import { pressCard } from '../platform/cards.ts'
import { answerInvitation, leave } from '../platform/membership.ts'
import type { Platform } from '../platform/platform.ts'
import { writeToRobot } from '../platform/robot.ts'
import { expireTokens } from '../platform/tokens.ts'
import { markRead } from '../state/chats.ts'
import { initialState, newPerson } from '../state/initial.ts'
import { isMember, personById } from '../state/people.ts'
import type { Rule } from '../state/shapes.ts'
import { viewState } from '../state/view.ts'
import type { TrayPhotos } from '../tray/photos.ts'

export interface ControlParts {
  platform: Platform
  devices: Devices
  photos: TrayPhotos
  log: CallLog
}

const text = z.string().min(1).max(10_000)
const place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).default(15),
})
const devicePatch = z.strictObject({
  online: z.boolean().optional(),
  language: z.string().min(2).max(35).optional(),
  place: place.nullable().optional(),
  scanNext: z.string().nullable().optional(),
  cameraNext: z.string().nullable().optional(),
  pageCamera: z.boolean().optional(),
  installed: z.boolean().optional(),
})
const person = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: text,
  phone: z.string().regex(/^\+\d{6,15}$/),
  language: z.string().min(2).max(35).default('en'),
  device: z.enum(['phone', 'desktop']).default('phone'),
})
const rule = z.strictObject({
  id: z.string().min(1).optional(),
  where: text,
  what: z.enum(misbehaviourKinds),
  value: z.union([z.number(), z.string()]).optional(),
  times: z.int().min(1).optional(),
  message: z.string().optional(),
  for: z.strictObject({ mobile: z.string().optional() }).optional(),
})
const event = z.strictObject({
  eventType: text,
  data: z.record(z.string(), z.unknown()).default({}),
  eventId: text.optional(),
  times: z.int().min(1).max(100).default(1),
})
const knobs = z
  .strictObject({
    tokenSeconds: z.int().min(1),
    callsPerSecond: z.int().min(1),
    redeliverMs: z.int().min(10),
    callbackTimeoutMs: z.int().min(10),
    cardTimeoutMs: z.int().min(10),
    pingMs: z.int().min(100),
    authCodeSeconds: z.int().min(1),
    consentNeeded: z.boolean(),
  })
  .partial()

/** What was asked for is not there. */
class NotFound extends Error {
  override name = 'NotFound'
}

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new NotFound()
  return value
}

/** Drops the keys whose value is undefined, which Zod leaves in. */
const given = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const hostnameOf = (ctx: Context) => ctx.host.replace(/:\d+$/, '')

export function controlRoutes({ platform, devices, photos, log }: ControlParts) {
  const { settings, store, gateway, misbehaviour, push } = platform
  const router = new Router({ prefix: '/simulator/api' })
  const personOf = (ctx: Context & { params: Record<string, string | undefined> }) =>
    found(personById(store.state, ctx.params.person ?? ''))

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

  router.post('/people', async (ctx) => {
    const about = person.parse(ctx.request.body)
    if (store.state.people.some((one) => one.id === about.id || one.phone === about.phone)) {
      ctx.status = 409
      ctx.body = { error: 'taken' }
      return
    }
    const added = newPerson(about)
    store.state.people.push(added)
    store.changed()
    await devices.add(added)
    ctx.status = 201
    ctx.body = { id: added.id, url: devices.urlOf(added.id, hostnameOf(ctx)) }
  })

  for (const [verb, answer] of [
    ['agree', 'agreed'],
    ['decline', 'declined'],
  ] as const)
    router.post(`/people/:person/invitations/:id/${verb}`, (ctx) => {
      const done = answerInvitation(platform, personOf(ctx), ctx.params.id ?? '', answer)
      ctx.status = done ? 204 : 409
      if (!done) ctx.body = { error: 'not_pending' }
    })

  router.post('/people/:person/messages', async (ctx) => {
    const { text: written } = z.object({ text }).parse(ctx.request.body)
    const writer = personOf(ctx)
    if (!isMember(writer)) {
      ctx.status = 409
      ctx.body = { error: 'not_a_member' }
      return
    }
    const { ok, reason } = await writeToRobot(platform, writer, written)
    ctx.body = ok ? { delivered: true } : { delivered: false, reason }
  })

  router.post('/people/:person/cards/:outTrackId/press', async (ctx) => {
    const press = z
      .object({ actionId: text, params: z.record(z.string(), z.unknown()).optional() })
      .parse(ctx.request.body)
    const presser = personOf(ctx)
    if (!isMember(presser)) throw new NotFound()
    ctx.body = found(
      await pressCard(platform, presser, ctx.params.outTrackId ?? '', {
        actionId: press.actionId,
        ...(press.params && { params: press.params }),
      }),
    )
  })

  router.patch('/people/:person/device', (ctx) => {
    const owner = personOf(ctx)
    const patch = given(devicePatch.parse(ctx.request.body))
    Object.assign(owner, patch)
    if (patch.online === false) devices.cut(owner.id)
    store.changed()
    ctx.status = 204
  })

  router.post('/people/:person/read', (ctx) => {
    const body = z.object({ chat: text.optional() }).parse(ctx.request.body ?? {})
    markRead(store, personOf(ctx), body.chat)
    ctx.status = 204
  })

  router.post('/people/:person/leave', (ctx) => {
    const leaver = personOf(ctx)
    if (isMember(leaver)) leave(platform, leaver)
    ctx.status = 204
  })

  // Somebody taps a link in a mail or a chat: it opens on that person's device when it is the service's.
  router.post('/people/:person/open', (ctx) => {
    const { url } = z.object({ url: text }).parse(ctx.request.body)
    const opener = personOf(ctx)
    if (!isPublic(settings, url)) {
      ctx.status = 409
      ctx.body = { error: 'not_of_the_service' }
      return
    }
    opener.openRequest = { path: url.slice(settings.publicUrl.length) || '/', at: Date.now() }
    store.changed()
    ctx.status = 204
  })

  router.delete('/people/:person/open', (ctx) => {
    delete personOf(ctx).openRequest
    store.changed()
    ctx.status = 204
  })

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

  router.post('/events', (ctx) => {
    const wanted = event.parse(ctx.request.body)
    for (let n = 0; n < wanted.times; n += 1)
      push.publish(wanted.eventType, wanted.data, wanted.eventId)
    ctx.status = 202
  })

  router.get('/settings', (ctx) => {
    ctx.body = store.state.knobs
  })
  router.patch('/settings', (ctx) => {
    Object.assign(store.state.knobs, given(knobs.parse(ctx.request.body)))
    store.changed()
    ctx.body = store.state.knobs
  })
  router.post('/tokens/expire', (ctx) => {
    expireTokens(platform)
    ctx.status = 204
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
    log.clear()
    store.changed()
    ctx.status = 204
  })

  return router
}
