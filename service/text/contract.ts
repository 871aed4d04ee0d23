/** Texts that people type, and the names of people, as requests carry them. */
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

/** Anything but spaces, joiners, marks of direction, blank Braille and what stands for a missing Korean letter. */
const visible = /[^\s\p{Cf}\p{Cc}\u034f\u115f\u1160\u2800\u3164\uffa0\p{Variation_Selector}]/u
/** `never` holds what would be stored as something else, such as half of a pair (Cs). */
const typed = (longest: number, shortest: number, never: RegExp) =>
  z.string().check(
    z.trim(),
    z.minLength(shortest),
    z.maxLength(longest),
    z.refine((text) => !never.test(text), 'must be plain characters'),
    z.refine((text) => shortest === 0 || visible.test(text), 'must have a sign that can be seen'),
  )

/** Words that a person types, spaces at their ends taken off; nothing that turns the direction of what follows. */
export const paragraph = (longest: number, shortest = 1) =>
  typed(longest, shortest, /[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u)

/** The same on one line: with a break in it, a name in a list would look like two. */
export const line = (longest: number, shortest = 1) =>
  typed(longest, shortest, /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Cs}/u)
