/** Chooses the picture that the device's camera will take next. */
import { changeDevice, readPhotos } from '../../api/client.ts'
import type { Person } from '../../api/types.ts'
import { useAction } from '../../parts/action.ts'
import { useFetched } from '../../parts/fetched.ts'
import { Problem } from '../../parts/problem.tsx'
import { text } from '../../text/all.ts'

export function PhotoTray({ person }: { person: Person }) {
  const photos = useFetched(readPhotos, 0)
  const { problem, run } = useAction()
  const choose = (cameraNext: string | null) =>
    run(async () => {
      await changeDevice(person.id, { cameraNext })
    }, text.changeFailed)
  return (
    <>
      <p className="quiet">{text.photoTray.explain}</p>
      <Problem>{problem ?? (photos.failed ? text.trayFailed : null)}</Problem>
      <div className="photos">
        <button
          type="button"
          className="photo photo-ask"
          aria-pressed={person.cameraNext === null}
          onClick={() => choose(null)}
        >
          {text.askEachTime}
        </button>
        {photos.value?.map((photo) => (
          <button
            key={photo.id}
            type="button"
            className="photo"
            aria-pressed={person.cameraNext === photo.id}
            onClick={() => choose(photo.id)}
          >
            <img src={photo.url} alt="" loading="lazy" />
            <span>{photo.label}</span>
          </button>
        ))}
      </div>
    </>
  )
}
