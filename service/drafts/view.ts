/** Drafts as their owners see them. */
import type { KnownPhoto } from '../photos/model.ts'
import { viewPhoto } from '../photos/view.ts'
import type { Draft } from './contract.ts'
import type { StoredDraft } from './model.ts'

/** Ids of all photos that a draft speaks of. */
export function photosOfDraft({ content }: StoredDraft): string[] {
  return [...content.store.photos, ...content.spots.flatMap(({ photos }) => photos)]
}

/** @param photos those that have arrived, by id */
export function viewDraft(draft: StoredDraft, photos: ReadonlyMap<string, KnownPhoto>): Draft {
  const there = [...new Set(photosOfDraft(draft))].flatMap((id) => photos.get(id) ?? [])
  return {
    id: draft._id,
    revision: draft.revision,
    content: draft.content,
    savedAt: draft.savedAt.toISOString(),
    photos: there.map(viewPhoto),
  }
}
