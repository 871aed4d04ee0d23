/** Names of departments as DingTalk takes them: 1 to 64 characters, without hyphens and commas. */
import { cutTo, shownName } from '../text/shared/name.ts'

const longest = 64

/** `-`, `,` and `，` are refused, and so may be what looks like them. */
const refused = /[\p{Pd}\u2212,\uff0c\ufe50\u3001]/gu

/**
 * @param name of any length, with any characters
 * @param suffix makes it differ from a department that is called the same; also the name where nothing else is left
 */
export function departmentName(name: string, suffix = ''): string {
  const clean = shownName(name.replace(refused, ' '))
  const tail = suffix ? ` ${suffix}` : ''
  return `${cutTo(longest - tail.length, clean).trim()}${tail}`.trim()
}
