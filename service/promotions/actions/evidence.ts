/** Checks what was sent against what is known: the product, the lists and the photos. */
import { refuse } from '../../errors.ts'
import type { AssociatedStaff } from '../../http/callers.ts'
import { findPhotos } from '../../photos/actions/keep.ts'
import type { KnownPhoto } from '../../photos/model.ts'
import { readCatalogue } from '../../products/actions.ts'
import type { SubmissionContent } from '../contract/content.ts'
import type { StoredSpot, StoredStore, StoredVerdict } from '../model.ts'
import { photosOf, wrongContent } from '../rules/content.ts'

/** @throws Refusal `bad_input`, `product_closed` */
async function checkAgainstLists(content: SubmissionContent, first: boolean): Promise<void> {
  const catalogue = await readCatalogue()
  const product = catalogue.products.find(({ _id }) => _id === content.product)
  if (!product) {
    refuse('bad_input', { fields: [{ field: 'product', rule: 'is not on the list of products' }] })
  }
  // what was begun while the product was open may be finished
  if (product.kind !== 'promotion' || (first && !product.open)) refuse('product_closed')
  const wrong = wrongContent(content, catalogue, product.bindsCodes)
  if (wrong.length) refuse('bad_input', { fields: wrong.slice(0, 50) })
}

/** @throws Refusal `photo_missing` naming those that this person has not sent */
async function mustHaveArrived(
  content: SubmissionContent,
  me: AssociatedStaff,
): Promise<Map<string, KnownPhoto>> {
  const wanted = photosOf(content)
  const photos = await findPhotos(wanted, { iso: me.iso.id, staff: me.id })
  const missing = wanted.filter((photo) => !photos.has(photo))
  if (missing.length) refuse('photo_missing', { about: { photos: [...new Set(missing)] } })
  return photos
}

/**
 * Everything but the codes that must be so before content can become a submission or a revision of one;
 * codes are checked by binding them.
 * @returns the photos by id
 * @throws Refusal `bad_input`, `product_closed`, `photo_missing`
 */
export async function checkEvidence(
  content: SubmissionContent,
  me: AssociatedStaff,
  { first }: { first: boolean },
): Promise<Map<string, KnownPhoto>> {
  await checkAgainstLists(content, first)
  return mustHaveArrived(content, me)
}

export const inReview = (): StoredVerdict => ({
  status: 'in_review',
  reasons: [],
  note: '',
  decidedAt: null,
})

type Photos = ReadonlyMap<string, KnownPhoto>

const known = (photos: Photos, ids: readonly string[]) => ids.flatMap((id) => photos.get(id) ?? [])

export function storeWith(
  store: SubmissionContent['store'],
  photos: Photos,
  verdict: StoredVerdict,
): StoredStore {
  return { ...store, photos: known(photos, store.photos), verdict }
}

export function spotWith(
  spot: SubmissionContent['spots'][number],
  photos: Photos,
  verdict: StoredVerdict,
): StoredSpot {
  return { ...spot, photos: known(photos, spot.photos), verdict }
}
