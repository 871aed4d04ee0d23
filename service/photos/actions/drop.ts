/** Removes the pictures of photos; what is known of them stays, so that the same picture is recognised again. */
import { clock } from '../../clock.ts'
import { Photos, pictureFiles } from '../model.ts'
import { PhotoUses, type StoredUse } from '../uses/model.ts'

/** Where a photo was shown: a visit or an inspection of the ISO. */
export type Use = Pick<StoredUse, 'photo' | 'of' | 'kind'>

/** Whether the visit or inspection still needs the picture. */
export type StillNeeds = (use: Use) => Promise<boolean>

async function isNeededElsewhere(
  photo: string,
  prints: readonly string[],
  { of, stillNeeds }: { of: string; stillNeeds: StillNeeds },
) {
  const uses = await PhotoUses.find(
    { fingerprints: { $in: [...prints] } },
    { photo: 1, of: 1, kind: 1 },
  ).lean<Use[]>()
  for (const use of uses) {
    if (use.photo === photo && use.of !== of && (await stillNeeds(use))) return true
  }
  return false
}

interface Which {
  ids: readonly string[]
  iso: string
  /** Id of the visit. */
  of: string
  stillNeeds: StillNeeds
}

/** Removes the pictures of a visit that nothing else needs. May run again after it broke off. */
export async function dropPictures({ ids, iso, of, stillNeeds }: Which): Promise<void> {
  const photos = await Photos.find({ _id: { $in: [...ids] }, iso }).lean()
  for (const { _id, files, fingerprints = [] } of photos) {
    if (await isNeededElsewhere(_id, fingerprints, { of, stillNeeds })) continue
    // first, so that no link leads to half of it; of a run that broke off the pictures may still be there
    await Photos.updateOne({ _id, iso, goneAt: null }, { $set: { goneAt: clock.now() } })
    await pictureFiles.remove(files.full)
    await pictureFiles.remove(files.thumbnail)
  }
}
