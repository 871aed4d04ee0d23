/** The question for consent where two ISOs want one person, and in the mini-app. */
import { describe, expect, test } from 'vitest'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildUnassociated } from '../../setup/people.ts'
import { asked, at, stateOf } from './asked.ts'
import { phoneOf } from './hiring.ts'

describe('two ISOs that want one person', () => {
  test('both ask; the one that is agreed to has them, the other reads why, and its card says so', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const one = await asked(first, 'mei')
    const other = await asked(second, 'mei')
    await at.answer('mei', second, 'agree')
    await at.becomes(second, other, 'associated')
    await at.becomes(first, one, 'invitation_failed')
    await at.settled()
    expect(await stateOf(first, one)).toEqual(['invitation_failed', 'with_another_iso', false])
    expect(await at.answers('mei', first)).toEqual(['You belong to another ISO'])
  })

  test('agreed to both at one moment: one has them', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const ids = [await asked(first, 'mei'), await asked(second, 'mei')]
    const cards = [await at.question('mei', first), await at.question('mei', second)]
    await Promise.all(
      cards.map(({ outTrackId }) => at.phones.press('mei', outTrackId, 'consent.agree')),
    )
    const statuses = async () => {
      const rows = await StaffMembers.find({ _id: { $in: ids } }).lean()
      return rows.map(({ status }) => status).toSorted()
    }
    await expect.poll(statuses).toEqual(['associated', 'invitation_failed'])
  })

  test('agree and cancel at one moment: one of them holds, and the card shows which', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    const { outTrackId } = await at.question('mei', admin)
    const [, cancelled] = await Promise.all([
      at.phones.press('mei', outTrackId, 'consent.agree'),
      at.post(admin, id, 'cancel'),
    ])
    await at.settled()
    const { status } = (await at.find(admin, id)).body
    expect(status).toBe(cancelled.status === 200 ? 'removed' : 'associated')
    const shown = status === 'removed' ? `${admin.workspace.name} has withdrawn this` : 'You agreed'
    await expect.poll(() => at.answers('mei', admin)).toEqual([shown])
  })

  test('the number corrected, the one asked first is asked no more, and the right one is', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    const { outTrackId } = await at.question('mei', admin)
    await at.post(admin, id, 'correct-phone', { phone: phoneOf('nok') })
    await at.phones.press('mei', outTrackId, 'consent.agree')
    await at.question('nok', admin)
    await at.settled()
    expect(await at.answers('mei', admin)).toEqual(['No longer needs your answer'])
    await at.answer('nok', admin, 'agree')
    await at.becomes(admin, id, 'associated')
    expect((await StaffMembers.findById(id).lean())?.dingtalkUserId).toBe('nok06')
  })

  test('a person who leaves the organisation while asked gets the Org invitation instead', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    await at.phones.send('POST', '/people/mei/leave')
    await at.phones.agree('mei')
    await at.becomes(admin, id, 'associated')
    await at.settled()
    expect(await at.answers('mei', admin)).toEqual(['You agreed'])
  })
})

describe('the question in the mini-app', () => {
  test('is there for the person asked, is answered there, and settles the card', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    const [mei, nok] = [
      await buildUnassociated(at.service.url, 'mei04'),
      await buildUnassociated(at.service.url, 'nok06'),
    ]
    const { body } = await mei.get('/api/v1/me/staff/offers')
    expect(body.items).toMatchObject([{ id, isoName: admin.workspace.name }])
    expect((await nok.get('/api/v1/me/staff/offers')).body.items).toEqual([])
    for (const verb of ['agree', 'decline']) {
      const answer = await nok.post(`/api/v1/me/staff/offers/${id}/${verb}`)
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    }
    expect((await mei.post(`/api/v1/me/staff/offers/${id}/agree`)).status).toBe(200)
    expect((await mei.post(`/api/v1/me/staff/offers/${id}/agree`)).status).toBe(200)
    const late = await mei.post(`/api/v1/me/staff/offers/${id}/decline`)
    expect([late.status, late.body.code]).toEqual([409, 'wrong_state'])
    expect((await mei.get('/api/v1/me/staff')).body.staffId).toBe(id)
    await expect.poll(() => at.answers('mei', admin)).toEqual(['You agreed'])
  })

  test('declined there is declined, twice is once, and withdrawn is gone', async () => {
    const [admin, other] = [await at.iso(), await at.iso()]
    const id = await asked(admin, 'mei')
    const gone = await asked(other, 'mei')
    const mei = await buildUnassociated(at.service.url, 'mei04')
    expect((await mei.post(`/api/v1/me/staff/offers/${id}/decline`)).status).toBe(200)
    expect((await mei.post(`/api/v1/me/staff/offers/${id}/decline`)).status).toBe(200)
    expect(await stateOf(admin, id)).toEqual(['invitation_failed', 'declined', false])
    await at.post(other, gone, 'cancel')
    expect((await mei.get('/api/v1/me/staff/offers')).body.items).toEqual([])
    expect((await mei.post(`/api/v1/me/staff/offers/${gone}/agree`)).status).toBe(404)
  })
})
