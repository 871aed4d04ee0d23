/** A person's name as requests carry it. */
import * as z from 'zod/mini'
import { cleanName, longestName, problemOfName, signsIn } from './shared/name.ts'

/** Longest text that is looked at. */
const longestText = 1000

/** Cleaned before it is judged, so that what is kept is what can be seen; one name has one problem. */
export const personName = z.string().check(
  z.maxLength(longestText),
  z.overwrite(cleanName),
  z.minLength(1),
  z.refine((name) => signsIn(name) <= longestName, `must have at most ${longestName} signs`),
  z.refine(
    (name) => !name || signsIn(name) > longestName || !problemOfName(name),
    'must be plain characters on one line, and one of them visible',
  ),
)
