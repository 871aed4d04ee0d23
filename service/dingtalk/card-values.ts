/** Parameters of a card as DingTalk takes them: links that open inside it, and no value of more than a kilobyte. */
import { withLinksInside } from './links.ts'

/** Bytes; with a longer value the whole card is refused. */
const longestValue = 1_024
const cutMark = '…'

function fitting(value: string): string {
  if (Buffer.byteLength(value) <= longestValue) return value
  let room = longestValue - Buffer.byteLength(cutMark)
  let kept = ''
  for (const character of value) {
    room -= Buffer.byteLength(character)
    if (room < 0) break
    kept += character
  }
  return kept + cutMark
}

export function cardValues(params: Record<string, string>): Record<string, string> {
  const values = Object.entries(withLinksInside(params))
  return Object.fromEntries(values.map(([name, value]) => [name, fitting(value)]))
}
