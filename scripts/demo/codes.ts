/** Marketing Codes of the demonstration. */

/** `APMC-HP-0001` and so on. */
export function codesOf(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `APMC-${prefix}-${String(n + 1).padStart(4, '0')}`)
}

/** What a printed code says when it is scanned. */
export function codeAddress(code: string): string {
  return `https://qr.alipayplus.example/mc/${code}`
}
