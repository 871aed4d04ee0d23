/** What staff find at the spots of a task, and send in. */
import * as z from 'zod/mini'
import { id, named } from '../../http/contract.ts'
import { paragraph } from '../../text/contract.ts'

/** What staff find at a spot. */
export const findings = ['in_place', 'damaged', 'missing'] as const
export const finding = z.enum(findings)
export type Finding = z.output<typeof finding>

/** Spots in one task. */
export const maxSpots = 200

/** What staff send in: of each spot what they found, with a photo of how it looks now. */
export const taskAnswers = named(
  'TaskAnswers',
  z.object({
    spots: z
      .array(
        z.object({
          spot: id,
          finding,
          /** Said of every spot that is not in place. */
          note: z._default(paragraph(500, 0), ''),
          photo: id,
        }),
      )
      .check(z.minLength(1), z.maxLength(maxSpots)),
    feedback: z._default(paragraph(1000, 0), ''),
  }),
)
export type TaskAnswers = z.output<typeof taskAnswers>
