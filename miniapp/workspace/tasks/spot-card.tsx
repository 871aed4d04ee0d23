/** One spot of a task: then and now, how it is, and what is wrong; kept on the phone at every tap. */
import { useState } from 'react'
import { findings } from '../../../service/inspections/contract/answers.ts'
import type { MyTask } from '../../../service/inspections/contract/task.ts'
import { ProblemError } from '../../api/problem-error.ts'
import { NotAPicture, type PictureProblem } from '../../drafts/picture.ts'
import { usePhone } from '../../drafts/memory.ts'
import { keepPhoto } from '../../drafts/take-photo.ts'
import { Card } from '../../parts/card.tsx'
import { Choices } from '../../parts/choices.tsx'
import { TextField } from '../../parts/inputs.tsx'
import { useText } from '../../text/texts.tsx'
import { PhotoButton } from '../camera/photo-button.tsx'
import { Codes } from '../parts/codes.tsx'
import { PhotoAdvice } from '../parts/photo-advice.tsx'
import { PhotoRefused } from '../promotion/photo-refused.tsx'
import { Failure } from '../../parts/failure.tsx'
import { noteActivity } from '../activity/note.ts'
import { fillInSpot, type Inspection } from './answers.ts'
import { Pictures } from './pictures.tsx'
import styles from './task.module.css'

type Spot = MyTask['spots'][number]

/** Where the screen goes when this spot is the next to be looked at. */
export const placeOf = (spot: string) => `spot-${spot}`

interface SpotCardProps {
  task: MyTask
  spot: Spot
  title: string
  inspection: Inspection
}

export function SpotCard({ task, spot, title, inspection }: SpotCardProps) {
  const { t } = useText()
  const { finding = null, note = '', photo = null } = inspection.spots[spot.id] ?? {}
  const choices = findings.map((value) => ({ value, label: t(`task.finding.${value}`) }))
  return (
    <Card>
      <div className={styles.spot} id={placeOf(spot.id)}>
        <Head spot={spot} title={title} />
        <Pictures title={title} before={spot.before} now={photo ?? undefined} />
        <TakePhoto task={task} spot={spot.id} title={title} photo={photo} />
        <Choices
          label={t('task.finding')}
          choices={choices}
          value={finding ?? ''}
          onChoose={(value) => void fillInSpot(task, spot.id, { finding: value })}
        />
        {finding && finding !== 'in_place' && (
          <TextField
            label={t('task.note')}
            help={t(`task.note.hint.${finding}`)}
            value={note}
            maxLength={500}
            onChange={({ target }) => void fillInSpot(task, spot.id, { note: target.value })}
          />
        )}
      </div>
    </Card>
  )
}

interface TakePhotoProps {
  task: MyTask
  spot: string
  title: string
  photo: string | null
}

function TakePhoto({ task, spot, title, photo }: TakePhotoProps) {
  const { t } = useText()
  const { photos } = usePhone()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<PictureProblem>()
  const known = photo ? photos.get(photo) : undefined
  const take = async (source: File | HTMLVideoElement) => {
    setBusy(true)
    setRefused(undefined)
    try {
      // the task first: a photo belongs to something that is kept
      await fillInSpot(task, spot, {})
      const kept = await keepPhoto(task.id, source)
      await fillInSpot(task, spot, { photo: kept.id })
      noteActivity('task_photo')
    } catch (error) {
      if (!(error instanceof NotAPicture)) throw error
      setRefused(error.code)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {known?.problem && <Failure shape="box" error={new ProblemError(known.problem)} />}
      {refused && <PhotoRefused code={refused} />}
      {known && !known.problem && <PhotoAdvice photo={known} />}
      <PhotoButton
        words={t(photo ? 'task.again' : 'task.take')}
        label={t(photo ? 'task.photoAgain' : 'task.photo', { title })}
        busy={busy}
        take={take}
      />
    </>
  )
}

export function Head({ spot, title }: { spot: Spot; title: string }) {
  const { t } = useText()
  return (
    <>
      <h2>{title}</h2>
      {spot.note && <p className={styles.quiet}>{spot.note}</p>}
      {spot.codes.length > 0 && (
        <dl className={styles.facts}>
          <dt>{t('task.codes')}</dt>
          <dd>
            <Codes codes={spot.codes} />
          </dd>
        </dl>
      )}
    </>
  )
}
