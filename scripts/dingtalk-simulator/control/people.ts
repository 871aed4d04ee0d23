/** The part of the control API that is about people: what they do, and what happens to their devices. */
import type Router from '@koa/router'
import type { Context } from 'koa'
import { z } from 'zod'
import type { Devices } from '../devices/devices.ts'
import { isPublic } from '../devices/proxy.ts'
import { unwrapped } from '../links.ts'
import { pressCard } from '../platform/cards/press.ts'
import { answerInvitation, chooseIdentity, join, leave, renumber } from '../platform/membership.ts'
import type { Platform } from '../platform/platform.ts'
import { writeToRobot } from '../platform/heard.ts'
import { markRead } from '../state/chats.ts'
import { newPerson } from '../state/initial.ts'
import { isMember, personById } from '../state/people.ts'
import {
  devicePatch,
  found,
  given,
  hostnameOf,
  joining,
  message,
  NotFound,
  person,
  renumbering,
  text,
} from './bodies.ts'

/** Adds the routes under `/people`. */
export function addPeopleRoutes(router: Router, platform: Platform, devices: Devices) {
  const { settings, store } = platform
  const personOf = (ctx: Context & { params: Record<string, string | undefined> }) =>
    found(personById(store.state, ctx.params.person ?? ''))

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
    const { unionIdOnly, group, ...written } = message.parse(ctx.request.body)
    const writer = personOf(ctx)
    if (!isMember(writer)) {
      ctx.status = 409
      ctx.body = { error: 'not_a_member' }
      return
    }
    const around = given({ unionIdOnly, group })
    const { ok, reason } = found(await writeToRobot(platform, writer, written, around))
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
    const { identity, ...patch } = given(devicePatch.parse(ctx.request.body))
    Object.assign(owner, patch)
    if (identity) chooseIdentity(platform, owner, identity)
    if (patch.online === false) devices.cut(owner.id)
    store.changed()
    ctx.status = 204
  })

  router.post('/people/:person/read', (ctx) => {
    const body = z.object({ chat: text.optional() }).parse(ctx.request.body ?? {})
    markRead(store, personOf(ctx), body.chat)
    ctx.status = 204
  })

  router.patch('/people/:person', (ctx) => {
    const { phone } = renumbering.parse(ctx.request.body)
    renumber(platform, personOf(ctx), phone)
    ctx.status = 204
  })

  // A person followed a join link, or an admin of the organisation let them in.
  router.post('/people/:person/join', (ctx) => {
    const joiner = personOf(ctx)
    const { department } = joining.parse(ctx.request.body ?? {})
    if (!isMember(joiner)) {
      const member = { name: joiner.name }
      join(platform, joiner, { departments: [department], member, userId: undefined })
    }
    ctx.status = 204
  })

  router.post('/people/:person/leave', (ctx) => {
    const leaver = personOf(ctx)
    if (isMember(leaver)) leave(platform, leaver)
    ctx.status = 204
  })

  // A person taps a link in a mail or a chat: it opens on that person's device when it is the service's.
  router.post('/people/:person/open', (ctx) => {
    const opener = personOf(ctx)
    const { url } = unwrapped(z.object({ url: text }).parse(ctx.request.body).url, opener.device)
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
}
