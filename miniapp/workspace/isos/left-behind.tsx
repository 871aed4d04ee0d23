/** What a person leaves behind by moving to another ISO, in numbers where they are known. */
import { useQueries } from '@tanstack/react-query'
import { CircleAlert, CornerUpLeft, FileText, LogOut, Pencil, type LucideIcon } from 'lucide-react'
import { entriesIn, usePhone } from '../../drafts/memory.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useFeatures } from '../parts/feature.ts'
import styles from './isos-sheet.module.css'

interface LeftBehindProps {
  /** Name of the ISO that is left. */
  from: string
  /** Things on the phone that are not sent yet. */
  waiting: number
  /** False while that ISO is suspended: then nothing of it can be asked. */
  works: boolean
}

export function LeftBehind({ from, waiting, works }: LeftBehindProps) {
  const { t } = useText()
  const phone = usePhone()
  const formats = useFormats()
  const ofFeatures = useFeatures().flatMap(({ lines }) => (lines?.leftBehind ? lines : []))
  const answers = useQueries({
    queries: ofFeatures.map(({ asked }) => ({ ...asked, enabled: works })),
  })
  const saying = { t, formats, phone, from }
  const others = ofFeatures.flatMap(
    ({ leftBehind }, index) => leftBehind?.(answers[index]?.data, saying) ?? [],
  )
  const drafts = entriesIn(phone).filter(({ sending }) => !sending).length
  return (
    <ul className={styles.behind}>
      {waiting > 0 && (
        <Line icon={CircleAlert} kind="unsent">
          {t('switching.unsent', { count: waiting })}
        </Line>
      )}
      <Line icon={LogOut}>{t('switching.ends', { from })}</Line>
      <Line icon={FileText}>{t('switching.sent', { from })}</Line>
      {drafts > 0 && <Line icon={Pencil}>{t('switching.drafts', { count: drafts, from })}</Line>}
      {!works && <Line icon={Pencil}>{t('switching.draftsKept', { from })}</Line>}
      {others.map(({ icon, words }) => (
        <Line key={words} icon={icon}>
          {words}
        </Line>
      ))}
      <Line icon={CornerUpLeft}>{t('switching.return', { from })}</Line>
    </ul>
  )
}

interface LineProps {
  icon: LucideIcon
  kind?: 'unsent'
  children: string
}

function Line({ icon: Icon, kind, children }: LineProps) {
  return (
    <li data-kind={kind}>
      <Icon size={20} aria-hidden="true" />
      <span>{children}</span>
    </li>
  )
}
