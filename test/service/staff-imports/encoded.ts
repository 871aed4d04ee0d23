/** Texts in encodings that only a program of the time before Unicode would write, for tests. */

const decoders = new Map<string, Map<string, number[]>>()

/** Every sign of an encoding with its bytes, found by decoding all of one and two bytes. */
function tableOf(encoding: string): Map<string, number[]> {
  const known = decoders.get(encoding)
  if (known) return known
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder(encoding)
  const note = (...bytes: number[]) => {
    const text = decoder.decode(new Uint8Array(bytes))
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes)
  }
  for (let first = 0; first < 256; first++) note(first)
  for (let first = 0x81; first < 0xff; first++) {
    for (let second = 0x40; second < 0xff; second++) note(first, second)
  }
  decoders.set(encoding, table)
  return table
}

/** @throws when the encoding has no place for a sign */
export function encoded(encoding: string, text: string): Uint8Array {
  const table = tableOf(encoding)
  const bytes = [...text].flatMap((sign) => {
    const found = table.get(sign)
    if (!found) throw new Error(`${encoding} has no ${sign}`)
    return found
  })
  return new Uint8Array(bytes)
}
