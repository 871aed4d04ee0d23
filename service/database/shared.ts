/** What screens know too of how lists are read. */

/** Counts end here: this number means "or more", for to count a million rows costs as much as to read them. */
export const countedTo = 10_000
