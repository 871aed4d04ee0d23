/** Removes the pictures of photos; what is known of them stays, so that the same picture is recognised again. */
import { clock } from '../../clock.ts'
import { Photos } from '../model.ts'
import { PhotoUses } from '../uses/model.ts'
import { removePicture } from './files.ts'

/** A picture that another visit or task shows, too, stays. */
async function isUsedElsewhere(photo: string, of: string, prints: readonly string[]) {
  const uses = await PhotoUses.find(
    { fingerprints: { $in: [...prints] } },
    { photo: 1, of: 1 },
  ).lean()
  return uses.some((use) => use.photo === photo && use.of !== of)
}

/**
 * Removes the pictures that only one visit shows. May run again after it broke off.
 * @param of id of the visit
 */
export async function dropPictures(ids: readonly string[], iso: string, of: string): Promise<void> {
  const photos = await Photos.find({ _id: { $in: [...ids] }, iso }).lean()
  for (const { _id, files, fingerprints = [] } of photos) {
    if (await isUsedElsewhere(_id, of, fingerprints)) continue
    // first, so that no link leads to half of it; of a run that broke off the pictures may still be there
    await Photos.updateOne({ _id, iso, goneAt: null }, { $set: { goneAt: clock.now() } })
    await removePicture(files.full)
    await removePicture(files.thumbnail)
  }
}
