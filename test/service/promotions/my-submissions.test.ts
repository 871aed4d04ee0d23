/** My submissions: what is listed, and what one of them shows. */
import { describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import {
  addressOf,
  buildContent,
  buildPromoter,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'
import { mei, nok, noon, service } from './submitting.ts'

describe('my submissions', () => {
  test('another person’s is not there, whether of my ISO or another', async () => {
    const { id } = await submitted(mei)
    const colleague = await buildPromoter(service.url, mei.admin)
    for (const { client } of [colleague, nok]) {
      for (const path of ['', '/revisions']) {
        const answer = await client.get(addressOf(id) + path)
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
      }
    }
  })

  test('are listed newest first, page by page, and counted', async () => {
    const lin = await buildPromoter(service.url)
    const ids: string[] = []
    for (let minute = 1; minute <= 5; minute++) {
      clock.arrange(() => new Date(noon + minute * 60_000))
      ids.unshift((await submitted(lin)).id)
    }
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const after: string = next ? `&after=${next}` : ''
      const { body } = await lin.client.get(`/api/v1/submissions?limit=2${after}`)
      seen.push(...body.items.map((item: { id: string }) => item.id))
      next = body.next
    }
    expect(seen).toEqual(ids)
    const { body } = await lin.client.get('/api/v1/submissions?status=in_review&limit=1')
    expect(body.items[0]).toMatchObject({
      storeName: 'Kopi & Toast',
      spots: { in_review: 2, approved: 0, rejected: 0 },
    })
    expect((await lin.client.get('/api/v1/submissions?status=approved')).body.items).toEqual([])
    expect((await lin.client.get('/api/v1/submissions/counts')).body).toEqual({
      in_review: 5,
      approved: 0,
      rejected: 0,
      today: { stores: 5, spots: 10 },
    })
  })

  test('are found by part of the name of the store, whatever was typed', async () => {
    const [lin, aroon] = [await buildPromoter(service.url), await buildPromoter(service.url)]
    const named = async (by: Promoter, name: string) => {
      const { store } = await buildContent(by)
      return (await submitted(by, { store: { ...store, name } })).id
    }
    const cafe = await named(lin, 'Café (Bugis)')
    await named(lin, 'Lucky Seven')
    await named(aroon, 'Café (Bugis)')
    const found = async (search: string) => {
      const query = new URLSearchParams({ search })
      const { body } = await lin.client.get(`/api/v1/submissions?${query}`)
      return body.items.map((item: { id: string }) => item.id)
    }
    expect(await found('café (b')).toEqual([cafe])
    expect(await found(' bugis ')).toEqual([cafe])
    expect(await found('.*')).toEqual([])
    // a space typed and not yet a word narrows nothing
    const blank = await lin.client.get('/api/v1/submissions?search=%20')
    expect(blank.status).toBe(200)
    const tooLong = await lin.client.get(`/api/v1/submissions?search=${'x'.repeat(81)}`)
    expect(tooLong).toMatchObject({ status: 400, body: { field: 'search' } })
  })

  test('today begins at midnight of the business time zone', async () => {
    const lin = await buildPromoter(service.url)
    // midnight in Singapore is 16:00 in UTC
    clock.arrange(() => new Date('2026-03-01T15:30:00Z'))
    await submitted(lin)
    const stores = async () =>
      (await lin.client.get('/api/v1/submissions/counts')).body.today.stores
    expect(await stores()).toBe(1)
    clock.arrange(() => new Date('2026-03-01T16:05:00Z'))
    expect(await stores()).toBe(0)
  })
})
