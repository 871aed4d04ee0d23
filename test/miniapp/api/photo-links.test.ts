/** Which answers are asked for again because of the links to photos in them. */
import { expect, test } from 'vitest'
import { freshFor, picturesIn, refetchForLinks } from '../../../miniapp/api/photo-links.ts'

const link = (id: string, until = 1) =>
  `/api/v1/photos/${id}/thumbnail?expires=${until}&signature=k1.abc`
const row = (id: string) => ({ id: `row-${id}`, thumbnailUrl: link(id) })
const every = (data: unknown) => refetchForLinks({ state: { data } })

test('an answer with a link is asked for again before it ends, any other is not', () => {
  expect(every({ store: { photos: [{ id: 'p1', url: link('p1') }] } })).toBe(freshFor)
  expect(every({ items: [row('p1')] })).toBe(freshFor)
  for (const data of [undefined, null, 'text', 7, [], {}, { items: [{ name: 'Mei' }] }]) {
    expect(every(data)).toBe(false)
  }
  // words of a person are no link
  expect(every({ note: `see ${link('p1')}` })).toBe(false)
})

test('a list is asked for again while it has one page; of a longer one every page would be', () => {
  const first = { items: [row('p1')], next: 'n' }
  expect(every({ pages: [first], pageParams: [''] })).toBe(freshFor)
  expect(every({ pages: [first, { items: [row('p2')], next: null }] })).toBe(false)
})

test('the pictures of an answer are known by their path, whenever the link was made', () => {
  const data = { pages: [{ items: [row('p1'), row('p2')] }, { items: [row('p3')] }] }
  expect([...picturesIn(data)]).toEqual(
    ['p1', 'p2', 'p3'].map((id) => `/api/v1/photos/${id}/thumbnail`),
  )
})

test('each part of an answer is looked through once, also when a new answer has it again', () => {
  let looks = 0
  const page = {
    get items() {
      looks++
      return [row('p1')]
    },
  }
  const data = { pages: [page] }
  for (let n = 0; n < 3; n++) expect(every(data)).toBe(freshFor)
  expect(every({ pages: [page] })).toBe(freshFor)
  expect(looks).toBe(1)
})
