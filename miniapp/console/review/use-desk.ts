/** Where a reviewer stands in a submission and what is chosen; all of it survives a reload. */
import { useEffect, useMemo, useReducer, useState } from 'react'
import type { RejectReason, Review } from '../../../service/reviews/contract.ts'
import {
  choiceFor,
  choose,
  gaps,
  noChoices,
  toSend,
  unseenPhotos,
  type Choices,
} from './decisions.ts'
import { itemsOf, type ReviewItem, type SubmittedPhoto } from './items.ts'
import { keepChoices, keepSeen, keptChoices, keptSeen } from './kept-choices.ts'

/** Fields a reason can be about, by kind of item. */
export const fieldsOf = {
  store: ['photos', 'name', 'category', 'address', 'place'],
  spot: ['photos', 'codes', 'kind', 'note'],
  posm: ['type', 'count', 'photos'],
} as const

export type Hint =
  | { what: 'undecided' | 'without_reason'; item: ReviewItem }
  | { what: 'unseen'; item: ReviewItem; items: ReviewItem[]; photos: number }
  | undefined

export type Desk = ReturnType<typeof useDesk>

export function useDesk(review: Review, allReasons: RejectReason[]) {
  const { submission } = review
  const items = useMemo(() => itemsOf(submission, allReasons), [submission, allReasons])
  const [choices, step] = useReducer(choose, submission, keptChoices)
  const [at, setAt] = useState({ item: firstToDo(items, choices), photo: 0 })
  /** A photo that is no longer part of it, held beside for comparing. */
  const [earlierPhoto, setEarlierPhoto] = useState<SubmittedPhoto>()
  const [seen, setSeen] = useState(() => keptSeen(submission))
  const [hint, setHint] = useState<Hint>()
  useEffect(() => keepChoices(submission, choices), [submission, choices])

  const item = items[at.item] ?? (items[0] as ReviewItem)
  const photo = earlierPhoto ?? item.photos[at.photo]
  const reasons = useMemo(
    () => allReasons.filter(({ appliesTo }) => appliesTo.includes(item.kind)),
    [allReasons, item.kind],
  )
  const mayDecide = review.abilities.includes('decide')

  const goTo = (index: number, photoIndex = 0) => {
    setEarlierPhoto(undefined)
    setHint(undefined)
    const inside = Math.min(Math.max(index, 0), items.length - 1)
    setAt({ item: inside, photo: photoIndex })
  }
  const goToItem = (id: string) => goTo(items.findIndex((one) => one.id === id))

  return {
    review,
    items,
    at,
    item,
    photo,
    earlierPhoto,
    choices,
    /** What is chosen for an item, by itself or with its spot. */
    choiceOf: (one: ReviewItem) => choiceFor(one, choices),
    reasons,
    seen,
    hint,
    mayDecide,
    goTo,
    goToItem,
    showEarlierPhoto: setEarlierPhoto,
    /** The photo after or before this one, across items; POSM is on the photos of its spot. */
    turn: (by: 1 | -1) => {
      const wanted = at.photo + by
      if (earlierPhoto) return goTo(at.item, at.photo)
      if (wanted >= 0 && wanted < item.photos.length) return goTo(at.item, wanted)
      const others = by > 0 ? items.slice(at.item + 1) : items.slice(0, at.item).reverse()
      const next = others.find(({ kind }) => kind !== 'posm')
      if (next) goTo(items.indexOf(next), by > 0 ? 0 : next.photos.length - 1)
    },
    haveSeen: (id: string) => {
      const now = new Set(seen).add(id)
      keepSeen(submission, now)
      setSeen(now)
    },
    approve: () => {
      if (!mayDecide || !item.open) return
      step({ do: 'approve', item: item.id })
      const now = choose(choices, { do: 'approve', item: item.id })
      const next = items.findIndex(
        (one, index) => index > at.item && one.open && !choiceFor(one, now),
      )
      if (next >= 0) goTo(next)
      else setHint(undefined)
    },
    reject: () => {
      if (!mayDecide || !item.open) return
      step({ do: 'reject', item: item.id })
      setHint(undefined)
    },
    toggleReason: (reason: RejectReason | undefined) => {
      if (!reason || !mayDecide || !item.open) return
      const known: readonly string[] = fieldsOf[item.kind]
      const field = reason.field && known.includes(reason.field) ? reason.field : null
      const from = choiceFor(item, choices)
      step({ do: 'toggleReason', item: item.id, reason: { code: reason.id, field }, from })
      setHint(undefined)
    },
    setField: (code: string, field: string | null) =>
      step({ do: 'setField', item: item.id, code, field, from: choiceFor(item, choices) }),
    write: (note: string) =>
      step({ do: 'note', item: item.id, note, from: choiceFor(item, choices) }),
    undo: () => {
      const last = choices.past.at(-1)
      if (!last) return
      step({ do: 'undo' })
      goToItem(last.item)
    },
    /** Nothing chosen any more: it was sent, or another reviewer decided. */
    forget: () => {
      keepChoices(submission, noChoices)
      keepSeen(submission, new Set())
      step({ do: 'reset' })
    },
    /** What is to be sent, or undefined and a hint at what is missing. */
    complete: (despiteUnseen: boolean) => {
      const { undecided, withoutReason } = gaps(items, choices)
      const missed = unseenPhotos(items, choices, seen)
      const [unseen] = missed
      const stop = (found: NonNullable<Hint>, photoIndex = 0) => {
        goTo(items.indexOf(found.item), photoIndex)
        setHint(found)
        return undefined
      }
      if (undecided[0]) return stop({ what: 'undecided', item: undecided[0] })
      if (withoutReason[0]) return stop({ what: 'without_reason', item: withoutReason[0] })
      if (unseen && !despiteUnseen) {
        const [first] = unseen.photos
        return stop(
          {
            what: 'unseen',
            item: unseen.item,
            items: missed.map((one) => one.item),
            photos: missed.reduce((sum, { photos }) => sum + photos.length, 0),
          },
          unseen.item.photos.findIndex(({ id }) => id === first?.id),
        )
      }
      return toSend(items, choices)
    },
  }
}

function firstToDo(items: ReviewItem[], choices: Choices): number {
  const first = items.findIndex((item) => item.open && !choiceFor(item, choices))
  return Math.max(first, 0)
}
