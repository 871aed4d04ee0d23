/** What a list is sorted by, as it stands in the address: `name`, or `-name` for the other way. */

/** What pressing a heading sorts by: this way, the other way, and as it was. */
export function nextSort(
  { by, last = false }: { by: string; last?: boolean },
  now: string | undefined,
): string {
  const [one, other] = last ? [`-${by}`, by] : [by, `-${by}`]
  if (now === one) return other
  return now === other ? '' : one
}

export function directionOf(
  by: string,
  now: string | undefined,
): 'ascending' | 'descending' | undefined {
  if (now === by) return 'ascending'
  return now === `-${by}` ? 'descending' : undefined
}
