/** Adding, taking out and replacing the photos of one list of a visit. */
import { useState } from 'react'
import { maxPhotos } from '../../../service/promotions/contract/content.ts'
import { NotAPicture, type PictureProblem } from '../../drafts/picture.ts'
import { putBack } from '../../drafts/put-back.ts'
import { keepPhoto } from '../../drafts/take-photo.ts'
import { useToast } from '../../parts/toast.tsx'
import { useText } from '../../text/texts.tsx'
import { noteActivity } from '../activity/note.ts'

/** @param change writes the new list of photo ids into the visit */
export function usePhotos(
  visitId: string,
  ids: readonly string[],
  change: (change: (ids: string[]) => string[]) => Promise<void>,
) {
  const { t } = useText()
  const toast = useToast()
  const [busy, setBusy] = useState(0)
  const [refused, setRefused] = useState<PictureProblem>()

  const keep = async (
    source: File | HTMLVideoElement,
    place: (ids: string[], id: string) => string[],
  ) => {
    setBusy((count) => count + 1)
    setRefused(undefined)
    try {
      const { id } = await keepPhoto(visitId, source)
      await change((now) => place(now, id))
      noteActivity('photo')
    } catch (error) {
      if (!(error instanceof NotAPicture)) throw error
      setRefused(error.code)
    } finally {
      setBusy((count) => count - 1)
    }
  }

  return {
    busy: busy > 0,
    /** Why the last file was no picture. */
    refused,
    mayAdd: ids.length < maxPhotos,
    add: (source: File | HTMLVideoElement) =>
      keep(source, (now, id) => [...now, id].slice(0, maxPhotos)),
    replace: (old: string, source: File | HTMLVideoElement) =>
      keep(source, (now, id) =>
        now.includes(old) ? now.map((known) => (known === old ? id : known)) : [...now, id],
      ),
    remove: async (id: string) => {
      const at = ids.indexOf(id)
      await change((now) => now.filter((known) => known !== id))
      const undo = async () => {
        let full = false
        await change((now) => {
          full = now.length >= maxPhotos
          return putBack(now, id, at, maxPhotos)
        })
        if (full) toast({ words: t('photo.full', { count: maxPhotos }) })
      }
      toast({ words: t('photo.removed'), action: { label: t('common.undo'), run: undo } })
    },
  }
}
