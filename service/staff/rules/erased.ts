/** What stands in an entry in place of what was known of a person. */

const start = 'erased-'

/** Unique, as numbers are in an ISO, and no number. */
export const erasedPhone = (id: string) => `${start}${id}`

export const isErased = ({ phone }: { phone: string }) => phone.startsWith(start)

/** Of numbers in a query. */
export const erasedPhones = new RegExp(`^${start}`)
