/** Which store is the same. */

/** Name and address without what people write differently: case, spaces, punctuation, width. */
export function storeKey({ name, address }: { name: string; address: string }): string {
  const fold = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return `${fold(name)}\n${fold(address)}`
}
