/** The page behind a join link: who you are, then a member of the department that the link names. */
import Router from '@koa/router'
import type { Devices } from '../devices/devices.ts'
import { join } from '../platform/membership.ts'
import type { Platform } from '../platform/platform.ts'
import { rootDepartment } from '../state/initial.ts'
import { isMember, personById } from '../state/people.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import { escape, htmlPage } from './html-page.ts'

const path = '/join/:corpId'

export function joinPage(platform: Platform, devices: Devices) {
  const { settings, store } = platform
  const router = new Router()

  /** The department that a link names; undefined when the link is none of this organisation's. */
  function departmentOf(corpId: string | undefined, deptId: string | null) {
    if (corpId !== settings.corpId || store.state.knobs.joinLinksOff) return undefined
    const id = Number(deptId ?? rootDepartment)
    return store.state.departments.find((one) => one.id === id)
  }

  router.get(path, (ctx) => {
    const department = departmentOf(ctx.params.corpId, ctx.URL.searchParams.get('deptId'))
    ctx.type = 'text/html; charset=utf-8'
    if (!department) {
      ctx.status = 404
      ctx.body = htmlPage(
        'Join',
        '<h1>DingTalk</h1><p role="alert">This link does not work any more.</p>',
      )
      return
    }
    const owner = devices.ownerOf(ctx.get('referer'))
    const strangers = (owner ? [owner] : store.state.people).filter((one) => !isMember(one))
    const name = escape(settings.organisationName)
    ctx.body = htmlPage(
      'Join',
      strangers.length > 0
        ? `<h1>Join ${name}</h1><p>Department: ${escape(department.name)}. Who are you?</p>${strangers
            .map((person) => button(person, department.id))
            .join('')}`
        : `<h1>Join ${name}</h1><p>${owner ? 'You are a member already.' : 'Everybody is a member already.'}</p>`,
    )
  })

  router.post(path, (ctx) => {
    const form = ctx.request.body as Record<string, string | undefined>
    const department = departmentOf(ctx.params.corpId, form.department ?? null)
    const person = personById(store.state, form.person ?? '')
    if (!department || !person) {
      ctx.status = 400
      return
    }
    if (!isMember(person)) {
      const member = { name: person.name }
      join(platform, person, { departments: [department.id], member, userId: undefined })
    }
    ctx.type = 'text/html; charset=utf-8'
    ctx.body = htmlPage(
      'Join',
      `<h1>Welcome</h1><p>${escape(person.name)} has joined ${escape(settings.organisationName)}.</p>`,
    )
  })

  return router
}

const button = (person: StoredPerson, department: number) =>
  `<form method="post"><input type="hidden" name="person" value="${escape(person.id)}"><input type="hidden" name="department" value="${department}"><button>${escape(person.name)}</button></form>`
