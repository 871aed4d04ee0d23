/** When an entry was saved: of two states of it the later one counts, on the phone and at the service. */

/** Now, but later than what is there, even when the phone's clock was put back. */
export function savedAfter(before?: string): string {
  return new Date(Math.max(Date.now(), before ? Date.parse(before) + 1 : 0)).toISOString()
}
