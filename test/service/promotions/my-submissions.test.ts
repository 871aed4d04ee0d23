/** My submissions: what is listed, and what one of them shows. */
import { describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import type { AnswerOf } from '../../../service/http/contract.ts'
import {
  countMySubmissions,
  findMySubmission,
  listMySubmissions,
  listRevisions,
} from '../../../service/promotions/contract/own.ts'
import { buildContent, buildPromoter, submitted, type Promoter } from '../../setup/visit.ts'
import { mei, nok, noon, service } from './submitting.ts'

describe('my submissions', () => {
  test('another person’s is not there, whether of my ISO or another', async () => {
    const { id } = await submitted(mei)
    const colleague = await buildPromoter(service.url, mei.admin)
    const params = { submissionId: id }
    for (const { refused } of [colleague, nok]) {
      for (const endpoint of [findMySubmission, listRevisions]) {
        expect(await refused(endpoint, { params })).toMatchObject({
          status: 404,
          code: 'not_found',
        })
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
    let after: string | undefined
    do {
      const page: AnswerOf<typeof listMySubmissions> = await lin.call(listMySubmissions, {
        query: { limit: 2, after },
      })
      seen.push(...page.items.map((item) => item.id))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual(ids)
    const of = async (status: 'in_review' | 'approved') =>
      (await lin.call(listMySubmissions, { query: { status, limit: 1 } })).items
    expect((await of('in_review'))[0]).toMatchObject({
      storeName: 'Kopi & Toast',
      spots: { in_review: 2, approved: 0, rejected: 0 },
    })
    expect(await of('approved')).toEqual([])
    expect(await lin.call(countMySubmissions)).toEqual({
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
      const { items } = await lin.call(listMySubmissions, { query: { search } })
      return items.map(({ id }) => id)
    }
    expect(await found('café (b')).toEqual([cafe])
    expect(await found(' bugis ')).toEqual([cafe])
    expect(await found('.*')).toEqual([])
    // a space typed and not yet a word narrows nothing
    expect(await found(' ')).toHaveLength(2)
    const query = { search: 'x'.repeat(81) }
    expect(await lin.refused(listMySubmissions, { query })).toMatchObject({
      status: 400,
      field: 'search',
    })
  })

  test('today begins at midnight of the business time zone', async () => {
    const lin = await buildPromoter(service.url)
    // midnight in Singapore is 16:00 in UTC
    clock.arrange(() => new Date('2026-03-01T15:30:00Z'))
    await submitted(lin)
    const stores = async () => (await lin.call(countMySubmissions)).today.stores
    expect(await stores()).toBe(1)
    clock.arrange(() => new Date('2026-03-01T16:05:00Z'))
    expect(await stores()).toBe(0)
  })
})
