/** Filters for fields whose index is partial by type: MongoDB reads such an index only when the filter names the type. */

export const textIs = (value: string) => ({ $eq: value, $type: 'string' as const })

export const textAmong = (values: readonly string[]) => ({
  $in: [...values],
  $type: 'string' as const,
})
