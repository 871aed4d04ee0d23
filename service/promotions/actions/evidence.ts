/** Checks what was sent against what is known: the product, the lists and the photos. */
import { refuse } from '../../errors.ts'
import type { AssociatedStaff } from '../../http/callers.ts'
import { findPhotos } from '../../photos/actions/keep.ts'
import type { KnownPhoto } from '../../photos/model.ts'
import { readCatalogue } from '../../products/actions.ts'
import type { PosmCount } from '../../products/shared.ts'
import type { SubmissionContent } from '../contract/content.ts'
import type {
  StoredPosm,
  StoredSpot,
  StoredStore,
  StoredSubmission,
  StoredVerdict,
} from '../model.ts'
import { photosOf, wrongContent } from '../rules/content.ts'
import { wrongPosm } from '../rules/posm.ts'
import { posmBefore, usualPosm } from './posm.ts'

/** What is usually at a spot, for one of which nothing is said. */
type Usual = (spot: Pick<SubmissionContent['spots'][number], 'codes'>) => PosmCount[]

/**
 * @param before the revision before: what was sent then may stay when limits become lower
 * @throws Refusal `bad_input`, `product_closed`
 */
async function checkAgainstLists(
  content: SubmissionContent,
  before: Pick<StoredSubmission, 'spots'> | undefined,
): Promise<Usual> {
  const catalogue = await readCatalogue()
  const product = catalogue.products.find(({ _id }) => _id === content.product)
  if (!product) {
    refuse('bad_input', { fields: [{ field: 'product', rule: 'is not on the list of products' }] })
  }
  // what was begun while the product was open may be finished
  if (product.kind !== 'promotion' || (!before && !product.open)) refuse('product_closed')
  const { bindsCodes } = product
  const { category } = content.store
  const usual: Usual = (spot) => usualPosm(spot, product._id, catalogue)
  const wrong = [
    ...wrongContent(content, catalogue, bindsCodes),
    ...wrongPosm(content.spots, {
      ...{ product: product._id, category, bindsCodes },
      types: catalogue.posmTypes,
      limits: catalogue.posmLimits,
      categoryName:
        catalogue.storeCategories.find(({ _id }) => _id === category)?.names.en ?? category,
      before: before?.spots.map((spot) => ({ ...spot, posm: posmBefore(spot, usual(spot)) })) ?? [],
    }),
  ]
  if (wrong.length) refuse('bad_input', { fields: wrong.slice(0, 50) })
  return usual
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
 * @param before of a revision: the one that stands
 * @returns the photos by id, and what is usually at a spot
 * @throws Refusal `bad_input`, `product_closed`, `photo_missing`
 */
export async function checkEvidence(
  content: SubmissionContent,
  me: AssociatedStaff,
  before?: Pick<StoredSubmission, 'spots'>,
): Promise<{ photos: Photos; usual: Usual }> {
  const usual = await checkAgainstLists(content, before)
  return { photos: await mustHaveArrived(content, me), usual }
}

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
  { photos, verdict, posm }: { photos: Photos; verdict: StoredVerdict; posm: StoredPosm[] },
): StoredSpot {
  return { ...spot, photos: known(photos, spot.photos), verdict, posm }
}
