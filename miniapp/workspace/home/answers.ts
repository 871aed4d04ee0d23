/** What the home is made of, and when enough of it is known to show it: what is shown then keeps its place. */
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { listProducts } from '../../../service/products/contract.ts'
import {
  countMySubmissions,
  lastRejected,
  listMySubmissions,
} from '../../../service/promotions/contract/own.ts'
import { ask } from '../../api/ask.ts'
import { useRestored } from '../../drafts/restore.ts'
import { useFeatures } from '../parts/feature.ts'

/** Milliseconds for which the home waits for what decides its layout. */
const patience = 2_500
/** Milliseconds for which an answer is good enough to lay the page out by it: what changes is told. */
const trusted = 10 * 60_000

/** What comes of it will not change where things stand. */
function isKnown({ data, dataUpdatedAt, isFetching, error }: UseQueryResult): boolean {
  if (data === undefined) return error !== null && !isFetching
  return !isFetching || Date.now() - dataUpdatedAt < trusted
}

export function useHomeAnswers() {
  const counts = useQuery(ask(countMySubmissions))
  const rejected = useQuery(ask(listMySubmissions, { query: lastRejected }))
  const ofFeatures = useFeatures().flatMap(({ lines }) => (lines?.needs ? lines : []))
  const others = useQueries({ queries: ofFeatures.map(({ asked }) => asked) })
  const products = useQuery(ask(listProducts))
  const restored = useRestored()
  const areKnown = [counts, rejected, products, ...others].every(isKnown) && restored
  const lines = ofFeatures.map((feature, index) => ({ ...feature, asking: others[index]! }))
  return { counts, rejected, others, lines, areKnown }
}

export type HomeAnswers = ReturnType<typeof useHomeAnswers>

/** Once true it stays true, at the latest when the person has waited long enough. */
export function useSettled(areKnown: boolean): boolean {
  const [settled, setSettled] = useState(areKnown)
  if (areKnown && !settled) setSettled(true)
  useEffect(() => {
    if (settled) return
    const timer = setTimeout(() => setSettled(true), patience)
    return () => clearTimeout(timer)
  }, [settled])
  return settled
}
