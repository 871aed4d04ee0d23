/** What stands in a store after reviews and revisions. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { keepStore } from '../../../service/promotions/actions/stores.ts'
import { Stores } from '../../../service/stores/model.ts'
import { buildSpot, decide, settle, submitted } from '../../setup/visit.ts'
import { mei, modify, reviewer } from '../promotions/reviewed.ts'

describe('the store', () => {
  const standing = async (name: string) =>
    (await Stores.find({ iso: mei.iso, name }).lean()).map((store) =>
      store.standing.map(({ submission, spots, codes }) => ({ submission, spots, codes })),
    )

  test('says what stands there, once, however often and late it is told', async () => {
    const name = `Store ${randomUUIDv7()}`
    const { id, content } = await submitted(mei)
    const renamed = { ...content, store: { ...content.store, name } }
    const [one, two] = content.spots
    await decide(reviewer, id, 1, {
      store: 'rejected',
      [one!.id]: 'approved',
      [two!.id]: 'approved',
    })
    await settle()
    expect(await standing(name)).toEqual([])
    await modify(id, renamed)
    await decide(reviewer, id, 2, { store: 'approved' })
    await settle()
    await settle()
    expect(await standing(name)).toEqual([[{ submission: id, spots: 2, codes: 2 }]])
  })

  test('is the same store when it is promoted again, written a little differently', async () => {
    const name = `Store ${randomUUIDv7()}`
    const ids: string[] = []
    for (const spelled of [name, name.toUpperCase()]) {
      const spots = [await buildSpot(mei)]
      const { content } = await submitted(mei)
      const sent = await submitted(mei, { store: { ...content.store, name: spelled }, spots })
      await decide(reviewer, sent.id, 1, { store: 'approved', [spots[0]!.id]: 'approved' })
      ids.push(sent.id)
    }
    await settle()
    expect(await standing(name.toUpperCase())).toEqual([
      ids.map((submission) => ({ submission, spots: 1, codes: 1 })),
    ])
  })

  test('takes several submissions at the same moment, in the order of their approvals', async () => {
    const name = `Store ${randomUUIDv7()}`
    const { content } = await submitted(mei)
    const ids: string[] = []
    for (const spelled of [name, ` ${name}`, name.toUpperCase()]) {
      const spots = [await buildSpot(mei)]
      const sent = await submitted(mei, { store: { ...content.store, name: spelled }, spots })
      await decide(reviewer, sent.id, 1, { store: 'approved', [spots[0]!.id]: 'approved' })
      ids.push(sent.id)
    }
    const all = [ids.map((submission) => ({ submission, spots: 1, codes: 1 }))]
    await Promise.all(ids.map((id) => keepStore(id, mei.iso)))
    expect(await standing(name.toUpperCase())).toEqual(all)
    // and when what was decided first is heard of last
    for (const id of ids.toReversed()) await keepStore(id, mei.iso)
    expect(await standing(name.toUpperCase())).toEqual(all)
  })
})
