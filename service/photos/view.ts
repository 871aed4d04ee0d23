/** Photos as callers see them, with signed links that work without a sign-in for a limited time. */
import { fileLinks } from '../files/links.ts'
import type { Photo } from './contract.ts'
import type { KnownPhoto } from './model.ts'

/** One signature serves both sizes. */
export const photoLinks = fileLinks('photo links')

/** Addresses of both sizes, without scheme and host; in the contract's order, in which answers are checked fastest. */
export function linksTo(photoId: string): { thumbnailUrl: string; url: string } {
  const query = photoLinks.query(photoId)
  return {
    thumbnailUrl: `/api/v1/photos/${photoId}/thumbnail?${query}`,
    url: `/api/v1/photos/${photoId}/full?${query}`,
  }
}

export function viewPhoto({ id, width, height, takenAt, place, source }: KnownPhoto): Photo {
  return {
    id,
    width,
    height,
    takenAt: takenAt?.toISOString() ?? null,
    place,
    source,
    ...linksTo(id),
  }
}
