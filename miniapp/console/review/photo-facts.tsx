/** What is known of a photo beside its picture, as chips that explain themselves. */
import { Tooltip } from 'antd'
import { CalendarClock, Copy, History, Images, MapPin, MapPinOff, Sparkles } from 'lucide-react'
import type { EarlierUse } from '../../../service/photos/contract.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import type { SubmittedPhoto } from './items.ts'
import styles from './photo-stage.module.css'
import { useReuseWords } from './reuse-words.ts'

/** Metres from the store beyond which a photo deserves a second look: positions indoors stray about this far. */
const farAway = 200
/** Milliseconds before sending after which a photo counts as old. */
const longAgo = 24 * 60 * 60_000

interface PhotoFactsProps {
  photo: SubmittedPhoto
  /** Metres between it and the store; unknown when either has no place. */
  distance: number | undefined
  submittedAt: string
  /** Not part of the revision before. */
  isNew: boolean
  /** Revision that it was part of, when it is no longer. */
  of: number | undefined
  /** Where the same picture was used before. */
  usedBefore: EarlierUse[] | undefined
}

export function PhotoFacts({
  photo,
  distance,
  submittedAt,
  isNew,
  of,
  usedBefore,
}: PhotoFactsProps) {
  const { t } = useText()
  const { dateTime, metres } = useFormats()
  const wordsOf = useReuseWords()
  const old =
    photo.takenAt !== null && Date.parse(submittedAt) - Date.parse(photo.takenAt) > longAgo
  return (
    <ul className={styles.chips}>
      {of !== undefined && (
        <Chip icon={History} word={t('desk.earlierPhoto', { revision: of })} loud />
      )}
      {usedBefore && (
        <Chip icon={Copy} word={t('desk.reused')} why={usedBefore.map(wordsOf).join(' ')} loud />
      )}
      {isNew && <Chip icon={Sparkles} word={t('desk.newPhoto')} why={t('desk.newPhotoWhy')} />}
      {photo.takenAt && (
        <Chip
          icon={CalendarClock}
          word={t('desk.taken', { at: dateTime(photo.takenAt) })}
          {...(old && { why: t('desk.oldPhotoWhy') })}
          loud={old}
        />
      )}
      {distance !== undefined && (
        <Chip
          icon={MapPin}
          word={t('desk.distance', { distance: metres(distance) })}
          why={t(distance > farAway ? 'desk.farWhy' : 'desk.nearWhy')}
          loud={distance > farAway}
        />
      )}
      {!photo.place && (
        <Chip icon={MapPinOff} word={t('desk.noPlace')} why={t('desk.noPlaceWhy')} loud />
      )}
      {photo.source === 'album' && (
        <Chip icon={Images} word={t('desk.album')} why={t('desk.albumWhy')} loud />
      )}
    </ul>
  )
}

interface ChipProps {
  icon: typeof MapPin
  word: string
  why?: string
  /** Deserves attention. */
  loud?: boolean
}

function Chip({ icon: Icon, word, why, loud = false }: ChipProps) {
  const chip = (
    <span className={`${styles.chip} ${loud ? styles.loud : ''}`} tabIndex={why ? 0 : undefined}>
      <Icon size={14} aria-hidden />
      {word}
      {why && <span className="visually-hidden">{` ${why}`}</span>}
    </span>
  )
  return <li>{why ? <Tooltip title={why}>{chip}</Tooltip> : chip}</li>
}
