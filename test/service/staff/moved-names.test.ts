/** Phone numbers that people change in DingTalk, and the departments of ISOs that are changed there. */
import { describe, expect, test } from 'vitest'
import { system } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { renameWorkspace } from '../../../service/workspaces/actions/workspaces.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { phoneOf } from './hiring.ts'
import { at } from './movers.ts'

describe('a phone number that the person changes in DingTalk', () => {
  test('follows, in list, search and timeline', async () => {
    const admin = await at.iso()
    const id = await at.hired(admin, 'mei')
    await at.settled()
    await at.phones.send('PATCH', '/people/mei', { phone: '+6581239876' })
    await expect.poll(async () => (await at.find(admin, id)).body.phone).toBe('+6581239876')
    expect(await at.timeline(admin, id)).toEqual([
      'added',
      'consent_asked',
      'associated',
      'phone_changed',
    ])
    const search = async (digits: string) =>
      (await admin.client.get(`/api/v1/staff?search=${digits}`)).body.items.length
    expect([await search('81239876'), await search('81230004')]).toEqual([1, 0])
  })

  test('is followed by the ISO that waits for them, which then has them under the new one', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const before = await at.joined(first, 'lin')
    const after = await at.added(second, 'lin', 'invitation_failed')
    await at.phones.send('PATCH', '/people/lin', { phone: '+6581239871' })
    const phones = async () => [
      (await at.find(first, before)).body.phone,
      (await at.find(second, after)).body.phone,
    ]
    await expect.poll(phones).toEqual(['+6581239871', '+6581239871'])
    await at.post(first, before, 'remove')
    await at.answer('lin', second, 'agree')
    await at.becomes(second, after, 'associated')
  })

  test('while an ISO asks them is followed too, and the question stands', async () => {
    const admin = await at.iso()
    const { body } = await at.add(admin, 'mei')
    await at.question('mei', admin)
    await at.phones.send('PATCH', '/people/mei', { phone: '+6581239872' })
    const phone = async () => (await at.find(admin, body.id)).body.phone
    await expect.poll(phone).toBe('+6581239872')
    await at.answer('mei', admin, 'agree')
    await at.becomes(admin, body.id, 'associated')
  })

  test('to one that is on the list already leaves both entries as they are', async () => {
    const admin = await at.iso()
    const id = await at.hired(admin, 'mei')
    const other = await at.invited(admin, 'lin')
    // Lin has gone and given the number to Mei
    await at.phones.send('PATCH', '/people/lin', { phone: '+6581239875' })
    await at.phones.send('PATCH', '/people/mei', { phone: phoneOf('lin') })
    await expect
      .poll(() => Events.countDocuments({ type: 'dingtalk.user_modify_org' }))
      .toBeGreaterThan(0)
    await at.settled()
    expect((await at.find(admin, id)).body).toMatchObject({
      status: 'associated',
      phone: phoneOf('mei'),
    })
    expect((await at.find(admin, other)).body.phone).toBe(phoneOf('lin'))
  })
})

describe('the department of an ISO', () => {
  test('is made on first need and takes in the people who were in the organisation already', async () => {
    const admin = await at.iso()
    await at.hired(admin, 'mei')
    await expect.poll(() => at.departmentsOf('mei')).toEqual([admin.workspace.name])
  })

  test('is called as the ISO is called', async () => {
    const admin = await at.iso()
    await at.hired(admin, 'mei')
    await at.settled()
    const settings = { name: ' Harbour Pay Asia ' }
    const { body } = await admin.client.patch('/api/v1/workspace/settings', settings)
    expect(body.name).toBe('Harbour Pay Asia')
    await expect.poll(() => at.departmentsOf('mei')).toEqual(['Harbour Pay Asia'])
  })

  test('gets its name back when it is renamed in DingTalk', async () => {
    const admin = await at.iso()
    await at.hired(admin, 'mei')
    await at.settled()
    const before = await at.departmentsOf('mei')
    await at.renameDepartment(admin.workspace.name, 'Something else')
    await expect.poll(() => at.departmentsOf('mei')).toEqual(before)
  })

  test('is one of its own where two ISOs have one name', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    await renameWorkspace(first.workspace._id, 'Twin Pay', system)
    await renameWorkspace(second.workspace._id, 'Twin Pay', system)
    await at.hired(first, 'mei')
    await at.hired(second, 'nok')
    await at.settled()
    const [[one], [other]] = [await at.departmentsOf('mei'), await at.departmentsOf('nok')]
    expect([one?.startsWith('Twin Pay'), other?.startsWith('Twin Pay')]).toEqual([true, true])
    expect(one).not.toBe(other)
  })

  test('that was deleted in DingTalk is made again at the next need', async () => {
    const admin = await at.iso()
    const id = await at.joined(admin, 'lin')
    await at.post(admin, id, 'remove')
    await at.becomesMember('lin', false)
    await at.settled()
    await at.phones.misbehave({ where: 'org_dept_remove', what: 'drop' })
    await at.deleteDepartment(admin.workspace.name)
    const made = async () => (await at.calls('/topapi/v2/department/create')).length
    const before = await made()
    await at.add(admin, 'lin')
    await at.phones.agree('lin')
    await at.becomes(admin, id, 'associated')
    expect(await made()).toBeGreaterThan(before)
    expect(await at.departmentsOf('lin')).toEqual([admin.workspace.name])
  })

  test('that DingTalk says is deleted is forgotten at once', async () => {
    const admin = await at.iso()
    await at.invited(admin, 'lin')
    await at.settled()
    await at.deleteDepartment(admin.workspace.name)
    await expect
      .poll(
        async () => (await Workspaces.findById(admin.workspace._id).lean())?.dingtalkDepartmentId,
        {
          timeout: 20_000,
        },
      )
      .toBeUndefined()
  })
})
