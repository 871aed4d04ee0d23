/** Drafts of the caller: save, list, delete. */
import { viewRows } from '../http/damaged.ts'
import { serve, type Route } from '../http/serve.ts'
import { findPhotos } from '../photos/actions/keep.ts'
import { bodyLimit } from '../promotions/rules/content.ts'
import { discardDraft, listDrafts, saveDraft } from './actions/drafts.ts'
import * as contract from './contract.ts'
import { photosOfDraft, viewDraft } from './view.ts'

export const draftRoutes: Route[] = [
  serve(
    contract.saveDraft,
    async ({ me, params, body }) => {
      const { content, revision } = body
      const savedAt = new Date(body.savedAt)
      const kept = await saveDraft(params.draftId, { content, revision, savedAt }, me)
      return { savedAt: kept.toISOString() }
    },
    { bodyLimit },
  ),

  serve(contract.listDrafts, async ({ me }) => {
    const drafts = await listDrafts(me)
    const photos = await findPhotos(drafts.flatMap(photosOfDraft), {
      iso: me.iso.id,
      staff: me.id,
    })
    return { items: viewRows('drafts', drafts, (draft) => viewDraft(draft, photos)) }
  }),

  serve(contract.discardDraft, async ({ me, params }) => {
    await discardDraft(params.draftId, me)
    return {}
  }),
]
