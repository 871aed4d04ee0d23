/** Codes that hang on a rejected spot of a person who has left: the ISO frees them, and says why. */
import { Button } from 'antd'
import { Unlink } from 'lucide-react'
import { useState } from 'react'
import type { AnswerOf } from '../../../service/http/contract.ts'
import { findIsoSubmission, freeCodes } from '../../../service/promotions/contract/iso.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { reasonDialog } from '../kit/reason-dialog.tsx'
import styles from './submission.module.css'

interface FreeCodesProps {
  found: AnswerOf<typeof findIsoSubmission>
  spot: string
}

export function FreeCodes({ found, spot }: FreeCodesProps) {
  const { t } = useText()
  const { dateTime, series } = useFormats()
  const [asking, setAsking] = useState(false)
  const stuck = found.stuck.find((one) => one.spot === spot)
  const freed = found.freed.filter((one) => one.spot === spot)
  return (
    <>
      {freed.map(({ codes, by, reason, at }) => (
        <p key={at} role="note" className={styles.freed}>
          {t('codes.freedBy', { codes: series(codes), by, at: dateTime(at), reason })}
        </p>
      ))}
      {stuck && (
        <p className={styles.freed}>
          {t('codes.stuck', { count: stuck.codes.length, name: found.staff.name })}{' '}
          <Button size="small" icon={<Unlink size={16} />} onClick={() => setAsking(true)}>
            {t('codes.free', { count: stuck.codes.length })}
          </Button>
        </p>
      )}
      {stuck && asking && (
        <FreeDialog
          of={{
            submissionId: found.submission.id,
            spot,
            listed: series(stuck.codes),
            count: stuck.codes.length,
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

interface Stuck {
  submissionId: string
  spot: string
  /** As they are listed. */
  listed: string
  count: number
}

const FreeDialog = reasonDialog(freeCodes, {
  values: ({ listed, count }: Stuck) => ({ codes: listed, count }),
  title: 'codes.freeTitle',
  action: 'codes.free',
  about: () => ['codes.freeWhat'],
  label: 'codes.reason',
  help: 'codes.reasonHelp',
  missing: 'codes.reasonMissing',
  shortest: 5,
  longest: 300,
  record: findIsoSubmission,
  send: ({ submissionId, spot }, reason) => ({ params: { submissionId }, body: { spot, reason } }),
  done: 'codes.freed',
})
