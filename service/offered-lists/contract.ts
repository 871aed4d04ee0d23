/** Lists that are data: what an item of each has. */
import * as z from 'zod/mini'
import { language } from '../texts/contract.ts'

/** A text in every language. */
export const inEachLanguage = z.record(language, z.string())

/** An item of a list: its name in each language, and what its kind says besides. */
export const offeredItem = <Own extends z.core.$ZodLooseShape>(own: Own) =>
  z.object({ id: z.string(), names: inEachLanguage, ...own })
