/** Answers that must be there without network: kept on the device from one opening to the next. */
import type { QueryClient } from '@tanstack/react-query'
import { listProducts } from '../../service/products/contract.ts'
import { listRejectReasons } from '../../service/reviews/contract.ts'
import { staffWhoAmI } from '../../service/staff/self/contract.ts'
import { keyOf } from './ask.ts'
import { onDevice, readJson } from './keeping.ts'

const kept = [staffWhoAmI, listProducts, listRejectReasons]
const place = (name: string) => `partner-workspace.answer.${name}`

interface Kept {
  at: number
  data: unknown
}

/** Puts back what was kept, then keeps every newer answer. @returns how to stop */
export function rememberAnswers(client: QueryClient): () => void {
  const names = new Set<string>()
  for (const endpoint of kept) {
    names.add(endpoint.name)
    const kept = readJson<Kept>(onDevice, place(endpoint.name))
    const known = client.getQueryData(keyOf(endpoint))
    if (!kept || known) continue
    const { at, data } = kept
    // it is shown at once, and asked anew all the same
    client.setQueryData(keyOf(endpoint), data, { updatedAt: Math.min(at, Date.now() - 3_600_000) })
  }
  return client.getQueryCache().subscribe(({ type, query }) => {
    const name = String(query.queryKey[0])
    const { data, dataUpdatedAt } = query.state
    if (type !== 'updated' || !names.has(name) || data === undefined) return
    const keeping: Kept = { at: dataUpdatedAt, data }
    onDevice.write(place(name), JSON.stringify(keeping))
  })
}

/** At sign-out. */
export function forgetAnswers(client: QueryClient): void {
  for (const { name } of kept) onDevice.remove(place(name))
  client.clear()
}
