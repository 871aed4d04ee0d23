/** What each part of the catalogue of refusals is like. */

/** By code: HTTP status, title, and what to do about it. */
export type Catalogue = Record<string, readonly [status: number, title: string, remedy: string]>
