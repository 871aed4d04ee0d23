/** Drafts of visits, kept on the server too, so that a lost phone loses little. */
import * as z from 'zod/mini'
import { endpoint, id, named, place, rowsAs, time } from '../http/contract.ts'
import { photo } from '../photos/contract.ts'
import { maxCodes, maxPhotos, maxPosmTypes, maxSpots } from '../promotions/contract/content.ts'

/** A draft as the phone keeps it: whatever has been filled in so far. */
export const draftContent = named(
  'DraftContent',
  z.object({
    product: z.string().check(z.maxLength(40)),
    store: z.object({
      name: z._default(z.string().check(z.maxLength(120)), ''),
      category: z._default(z.string().check(z.maxLength(40)), ''),
      address: z._default(z.string().check(z.maxLength(300)), ''),
      place: z._default(z.nullable(place), null),
      photos: z._default(z.array(id).check(z.maxLength(maxPhotos)), []),
    }),
    spots: z
      .array(
        z.object({
          id,
          kind: z._default(z.string().check(z.maxLength(40)), ''),
          note: z._default(z.string().check(z.maxLength(200)), ''),
          photos: z._default(z.array(id).check(z.maxLength(maxPhotos)), []),
          codes: z._default(
            z.array(z.string().check(z.maxLength(40))).check(z.maxLength(maxCodes)),
            [],
          ),
          posm: z.optional(
            z
              .array(z.object({ type: z.string().check(z.maxLength(40)), count: z.number() }))
              .check(z.maxLength(maxPosmTypes)),
          ),
        }),
      )
      .check(z.maxLength(maxSpots)),
    supplement: z.object({
      contactName: z._default(z.string().check(z.maxLength(80)), ''),
      contactPhone: z._default(z.string().check(z.maxLength(32)), ''),
      openingHours: z._default(z.string().check(z.maxLength(120)), ''),
      note: z._default(z.string().check(z.maxLength(1000)), ''),
      storeAgreed: z._default(z.boolean(), false),
    }),
    /** Where the person was: a step's name. */
    step: z._default(z.string().check(z.maxLength(40)), ''),
  }),
)
export type DraftContent = z.output<typeof draftContent>

export const draft = named(
  'Draft',
  z.object({
    /** The id that the submission will have. */
    id,
    /** Set when it modifies a submission: the revision it will become. */
    revision: z.nullable(z.number()),
    content: draftContent,
    /** By the phone's clock; the newer one wins. */
    savedAt: time,
    photos: z.array(photo),
  }),
)
export type Draft = z.output<typeof draft>

export const saveDraft = endpoint('PUT /api/v1/drafts/:draftId', {
  name: 'saveDraft',
  by: 'associated staff',
  summary: 'Save a draft; an older version changes nothing',
  params: z.object({ draftId: id }),
  body: z.object({
    content: draftContent,
    revision: z._default(z.nullable(z.number()), null),
    savedAt: time,
  }),
  example: {
    body: {
      content: {
        product: 'marketing_code',
        store: { name: 'Kopi & Toast' },
        spots: [],
        supplement: {},
        step: 'store',
      },
      savedAt: '2026-11-30T08:00:00.000Z',
    },
  },
  answer: z.object({ savedAt: time }),
  kept: true,
  errors: ['not_found'],
})

export const listDrafts = endpoint('GET /api/v1/drafts', {
  name: 'listDrafts',
  by: 'associated staff',
  summary: 'List my drafts, newest first (at most 50, and 4 MB)',
  answer: z.object(rowsAs('items', draft)),
  kept: true,
})

export const discardDraft = endpoint('DELETE /api/v1/drafts/:draftId', {
  name: 'discardDraft',
  by: 'associated staff',
  summary: 'Delete a draft; succeeds without a draft too',
  params: z.object({ draftId: id }),
  kept: true,
})
