/** What a visit to a store sends in (requirements B4-B7), with its limits. */
import * as z from 'zod/mini'
import { id, named, place, exampleIds } from '../../http/contract.ts'
import { marketingCode } from '../../marketing-codes/contract.ts'
import { line, paragraph } from '../../text/contract.ts'

export const itemStatuses = ['in_review', 'approved', 'rejected'] as const
/** State of a store or spot, and (derived from them) of the whole submission. */
export const itemStatus = named('ItemStatus', z.enum(itemStatuses))
export type ItemStatus = z.output<typeof itemStatus>

export const maxSpots = 200
export const maxPhotos = 5
export const maxCodes = 50
export const maxPosmTypes = 10
/** Of one type at a spot. */
export const maxPosm = 99

const photoIds = z.array(id).check(z.minLength(1), z.maxLength(maxPhotos))

export const storeContent = z.object({
  name: line(120),
  category: z.string().check(z.minLength(1), z.maxLength(40)),
  address: paragraph(300),
  place: z.nullable(place),
  photos: photoIds,
})

/** POSMs of one type at a spot. */
export const posmCount = z.object({
  /** Id of a type of POSM (`listProducts`). */
  type: z.string().check(z.minLength(1), z.maxLength(40)),
  count: z.number().check(z.int(), z.minimum(1), z.maximum(maxPosm)),
})

export const spotContent = z.object({
  id,
  kind: z.string().check(z.minLength(1), z.maxLength(40)),
  note: z._default(paragraph(200, 0), ''),
  photos: photoIds,
  codes: z.array(marketingCode).check(z.maxLength(maxCodes)),
  /**
   * What is put up here, each type once; of a product with codes the one form that they have, counted by the codes. Older
   * apps leave it out; for how long that is taken says `rules/older-apps.ts`.
   */
  posm: z.optional(z.array(posmCount).check(z.minLength(1), z.maxLength(maxPosmTypes))),
})

export const supplementContent = z.object({
  contactName: z._default(line(80, 0), ''),
  contactPhone: z._default(line(32, 0), ''),
  openingHours: z._default(paragraph(120, 0), ''),
  note: z._default(paragraph(1000, 0), ''),
  /** The store agreed to the material being put up (requirements B12). */
  storeAgreed: z.boolean(),
})

/** Older apps may leave the consent out; for how long that is taken says `rules/older-apps.ts`. */
const sentSupplement = z.extend(supplementContent, { storeAgreed: z.optional(z.boolean()) })

/** What a phone sends in. */
export const submissionContent = named(
  'SubmissionContent',
  z.object({
    product: z.string().check(z.minLength(1), z.maxLength(40)),
    store: storeContent,
    spots: z.array(spotContent).check(z.minLength(1), z.maxLength(maxSpots)),
    supplement: sentSupplement,
  }),
)
export type SubmissionContent = z.output<typeof submissionContent>

export const exampleContent = {
  product: 'marketing_code',
  store: {
    name: 'Kopi & Toast',
    category: 'cafe',
    address: '12 Amoy Street, Singapore',
    place: { latitude: 1.2801, longitude: 103.8468, accuracy: 12 },
    photos: [exampleIds.photo],
  },
  spots: [
    { id: exampleIds.spot, kind: 'cashier', photos: [exampleIds.photo], codes: ['APMC-4F7K-2Q9D'] },
  ],
  supplement: { storeAgreed: true },
}
