/** Indexes of submissions by which lists are read; those who read a list name its index. */

/**
 * What the list of an ISO is read by, newest first: all of it, what is in some regions, and of one person. States are
 * always named, and products where regions are not, so that each order is a merge of a few ranges. A search is read in
 * the order of its keys. What stands behind the id narrows without reading rows.
 */
export const isoListIndexes = {
  all: { iso: 1, status: 1, product: 1, submittedAt: -1, _id: -1 },
  region: { iso: 1, region: 1, status: 1, submittedAt: -1, _id: -1, product: 1 },
  person: { iso: 1, staff: 1, status: 1, submittedAt: -1, _id: -1 },
  search: { iso: 1, status: 1, searchKeys: 1, _id: -1, region: 1, product: 1, submittedAt: 1 },
} as const

/** What a reviewer of some regions, or of some ISOs, is shown. They hold what waits, or what is decided, only. */
export const reviewIndexes = {
  waitingInRegion: { region: 1, submittedAt: 1, _id: 1 },
  decidedInRegion: { region: 1, decidedAt: -1, _id: -1 },
  decidedOfIso: { iso: 1, decidedAt: -1, _id: -1 },
} as const
