/** Sending photos, and showing them to a browser with a signed link. */
import { refuse } from '../errors.ts'
import { answerFile, answerGone, mustBeValidLink } from '../files/answer.ts'
import { expectedOf } from '../files/kind.ts'
import type { AssociatedStaff } from '../http/callers.ts'
import { take } from '../http/limits.ts'
import { receive } from '../http/read-bytes.ts'
import { serve, serveRaw, type Call, type Route } from '../http/serve.ts'
import { keepPhoto, knownOf } from './actions/keep.ts'
import * as contract from './contract.ts'
import { pictureFiles, Photos, type StoredPhoto } from './model.ts'
import { ownUsesOf } from './uses/actions.ts'
import { photoLinks, viewPhoto } from './view.ts'

/** A visit of 200 spots with 5 photos each, and again after a failure. */
const uploads = { name: 'photo-uploads', points: 2_000, seconds: 3600 }

const present = async (photo: StoredPhoto, me: AssociatedStaff) => ({
  ...viewPhoto(knownOf(photo)),
  usedBefore: await ownUsesOf(photo, me),
})

async function upload({
  me,
  params,
  query,
  http,
}: Pick<Call<typeof contract.uploadPhoto>, 'me' | 'params' | 'query' | 'http'>) {
  await take(uploads, me.id)
  const expected = expectedOf(pictureFiles.kind, me.id)
  const photo = await receive(http, expected, (bytes, signal) =>
    keepPhoto({ ...query, id: params.photoId, bytes, signal }, me),
  )
  return present(photo, me)
}

export const photoRoutes: Route[] = [
  serve(contract.uploadPhoto, upload),
  serve(contract.uploadPhotoForm, upload),

  serve(contract.findPhoto, async ({ me, params }) => {
    const { photoId } = params
    const photo = await Photos.findOne({ _id: photoId, iso: me.iso.id, staff: me.id }).lean()
    return present(photo ?? refuse('not_found'), me)
  }),

  serveRaw(contract.photoBytes, async ({ params, query }, ctx) => {
    const { photoId, size } = params
    const seconds = mustBeValidLink(photoLinks, photoId, query)
    const photo = await Photos.findById(photoId, { files: 1, goneAt: 1 }).lean()
    if (photo?.goneAt) return answerGone(ctx, seconds)
    return answerFile(ctx, pictureFiles, { id: photo?.files[size], type: 'image/jpeg', seconds })
  }),
]
