/** Rejected items that the new revision still sends as they were: worth a look before sending again. */
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import type { DraftContent } from '../../../service/drafts/contract.ts'
import { useText } from '../../text/texts.tsx'
import type { PosmCount } from '../../../service/products/shared.ts'
import { posmToSend } from './posm.ts'
import { useSpotName } from './spot-name.ts'
import { useVisit } from './visit-context.ts'

export interface Unchanged {
  key: string
  words: string
  href: string
}

type Spot = DraftContent['spots'][number]

const ids = (photos: { id: string }[]) => photos.map(({ id }) => id)

/** Whether the store is sent as it was. */
export function storeIsSame(before: Submission['store'], now: DraftContent['store']): boolean {
  const { name, category, address, place, photos } = now
  return (
    JSON.stringify([name, category, address, place, photos]) ===
    JSON.stringify([before.name, before.category, before.address, before.place, ids(before.photos)])
  )
}

/** Whether a spot is sent as it was. */
export function spotIsSame(before: Submission['spots'][number], now: Spot): boolean {
  return (
    JSON.stringify([now.kind, now.note, now.photos, now.codes]) ===
      JSON.stringify([before.kind, before.note, ids(before.photos), before.codes]) &&
    // a visit of an older app says nothing of it
    (!before.posm || posmKey(posmToSend(now)) === posmKey(before.posm))
  )
}

/** In another order it is the same. */
const posmKey = (posm: readonly PosmCount[] = []) =>
  [...new Set(posm.map(({ type, count }) => `${type} ${count}`))].sort().join()

/** Whether the spot, or POSM at it, was rejected. */
export const isRejectedAt = ({ verdict, posm = [] }: Submission['spots'][number]) =>
  [{ verdict }, ...posm].some((one) => one.verdict?.status === 'rejected')

export function useUnchanged(): Unchanged[] {
  const { t } = useText()
  const { before, content, at, atSpot } = useVisit()
  const spotName = useSpotName()
  if (!before) return []
  const spots = content.spots.flatMap((spot, index) => {
    const sent = before.spots.find(({ id }) => id === spot.id)
    if (!sent || !isRejectedAt(sent) || !spotIsSame(sent, spot)) return []
    const words = t('check.unchanged.item', { name: spotName(spot, index) })
    return [{ key: spot.id, words, href: atSpot(spot.id) }]
  })
  const store =
    before.store.verdict.status === 'rejected' && storeIsSame(before.store, content.store)
  if (!store) return spots
  const words = t('check.unchanged.item', { name: t('reason.store') })
  return [{ key: 'store', words, href: at('storefront') }, ...spots]
}
