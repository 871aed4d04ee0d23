/** What a search stores of a name and looks for (docs/decisions/038). */
import { fold } from './shared/fold.ts'

const unfolded = (text: string) => text.toLowerCase().trim().replace(/\s+/g, ' ')

/** A name as it is stored to search by; one of signs only stays as it is written. */
export const searchNameOf = (name: string): string => fold(name) || unfolded(name)

/**
 * Beginnings to look for: folded, and as the release before stores names beside this one. None of them begins another;
 * no text gives none.
 */
export function searchStartsOf(text: string): string[] {
  const starts = [searchNameOf(text), unfolded(text)].filter((start) => start !== '')
  return starts.filter(
    (one, at) =>
      starts.indexOf(one) === at && !starts.some((other) => other !== one && one.startsWith(other)),
  )
}

/** An e-mail address as somebody types or pastes it into a search: not folded, because its signs count. */
export const searchEmailOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
