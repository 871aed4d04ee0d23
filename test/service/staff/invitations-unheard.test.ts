/** The join link, and an agreement that we were not told of. */
import { describe, expect, test } from 'vitest'
import { banTime } from '../../../service/dingtalk/errors.ts'
import { pollInvitations } from '../../../service/staff/actions/poll.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { nextPoll, pollPauses } from '../../../service/staff/rules/association.ts'
import { at, byMobile, day, pollLater } from './invited.ts'

describe('the join link', () => {
  test('leads into the department of the ISO, and people who come by it are associated', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    const { status, body } = await admin.client.get(`/api/v1/staff/${id}/join-link`)
    expect(status).toBe(200)
    const department = Number(new URL(body.url).searchParams.get('deptId'))
    expect(department).toBeGreaterThan(1)
    await at.phones.send('POST', '/people/lin/join', { department })
    await at.becomes(admin, id, 'associated')
    expect(await at.departmentsOf('lin')).toEqual([admin.workspace.name])
  })

  test('is refused where DingTalk gives none, for a person who is in, and for another ISO', async () => {
    const [admin, other] = [await at.iso(), await at.iso()]
    const id = await at.invited(admin, 'lin')
    const ask = async (client = admin.client) => {
      const { status, body } = await client.get(`/api/v1/staff/${id}/join-link`)
      return [status, body.code]
    }
    expect(await ask(other.client)).toEqual([404, 'not_found'])
    await at.phones.send('PATCH', '/settings', { joinLinksOff: true })
    expect(await ask()).toEqual([409, 'no_join_link'])
    await at.phones.misbehave({ where: '/v1.0/contact/*', what: 'status', value: 500 })
    expect(await ask()).toEqual([503, 'dingtalk_unavailable'])
    await at.phones.agree('lin')
    await at.becomes(admin, id, 'associated')
    expect(await ask()).toEqual([409, 'wrong_state'])
  })
})

describe('an agreement that we were not told of', () => {
  test('is found by looking, and counts once', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    await at.phones.misbehave({ where: 'user_*', what: 'drop' })
    await at.phones.agree('lin')
    expect(await pollInvitations()).toBe(0)
    expect(await pollLater(pollPauses[0] + 1_000)).toBe(1)
    await at.becomes(admin, id, 'associated')
    expect(await pollLater(30 * day)).toBe(0)
    expect(await at.timeline(admin, id)).toEqual(['added', 'associated'])
  })

  test('of a person whose number DingTalk hides from the app is found by that number', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    await at.phones.send('PATCH', '/settings', { missingScopes: ['fieldMobile'] })
    await at.phones.agree('lin')
    const metrics = async () => (await fetch(`${at.service.url}/metrics`)).text()
    await expect.poll(metrics).toMatch(/dingtalk_hidden_numbers_total [1-9]/)
    expect((await at.find(admin, id)).body.status).toBe('invited')
    expect(await pollLater(pollPauses[0] + 1_000)).toBe(1)
    await at.becomes(admin, id, 'associated')
  })

  test('of a person in the organisation whose number is hidden is asked for all the same', async () => {
    const admin = await at.iso()
    await at.phones.send('PATCH', '/settings', { missingScopes: ['fieldMobile'] })
    await at.hired(admin, 'mei')
  })

  test('to a cancelled invitation is found too, and undone', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    await at.post(admin, id, 'cancel')
    await at.phones.misbehave({ where: 'user_*', what: 'drop' })
    await at.phones.agree('lin')
    await pollLater(pollPauses[0] + 1_000)
    expect(await at.isMember('lin')).toBe(false)
    expect(await at.timeline(admin, id)).toContain('late_acceptance_undone')
  })

  test('is looked for more and more rarely, and after three weeks no more', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    const looks: number[] = []
    for (let hours = 0; hours < 24 * 40; hours += 3) {
      const before = (await at.calls(byMobile)).length
      await pollLater(hours * 3_600_000)
      if ((await at.calls(byMobile)).length > before) looks.push(hours)
    }
    expect(looks.length).toBeLessThanOrEqual(pollPauses.length)
    expect(looks.at(-1)).toBeLessThan(24 * 23)
    expect((await StaffMembers.findById(id).lean())?.nextPollAt).toBeUndefined()
    expect(nextPoll(new Date(), pollPauses.length)).toBeUndefined()
  }, 60_000)

  test('a limit of DingTalk ends the run, and people not looked for stay due', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    await at.phones.misbehave({ where: byMobile, what: 'html' })
    await expect(pollLater(pollPauses[0] + 1_000)).rejects.toMatchObject({ code: 'html' })
    await at.phones.behave()
    await at.phones.misbehave({ where: 'user_*', what: 'drop' })
    await at.phones.agree('lin')
    // when the ban is over
    expect(await pollLater(pollPauses[0] + 2_000 + banTime)).toBe(1)
    await at.becomes(admin, id, 'associated')
  })
})
