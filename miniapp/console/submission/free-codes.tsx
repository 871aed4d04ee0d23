/** Codes that hang on a rejected spot of a person who has left: the ISO frees them, and says why. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { Unlink } from 'lucide-react'
import { useState } from 'react'
import type { AnswerOf } from '../../../service/http/contract.ts'
import { findIsoSubmission, freeCodes } from '../../../service/promotions/contract/iso.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { plainText } from '../../parts/plain-text.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import styles from './submission.module.css'

interface FreeCodesProps {
  found: AnswerOf<typeof findIsoSubmission>
  spot: string
}

/** Fewer letters explain nothing. */
const shortestReason = 5

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
          submissionId={found.submission.id}
          {...stuck}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

interface FreeDialogProps {
  submissionId: string
  spot: string
  codes: string[]
  onClose: () => void
}

function FreeDialog({ submissionId, spot, codes, onClose }: FreeDialogProps) {
  const { t } = useText()
  const { series } = useFormats()
  const client = useQueryClient()
  const { done, refused } = useNotices()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isGiven = reason.trim().length >= shortestReason
  const key = keyOf(findIsoSubmission, { params: { submissionId } })
  const free = useMutation({
    ...tell(freeCodes),
    onSuccess: (now) => {
      client.setQueryData(key, now)
      done(t('codes.freed', { count: codes.length }))
      onClose()
    },
    onError: (error) => {
      // another operator was faster, or the person is back
      void client.invalidateQueries({ queryKey: key })
      refused(error)
    },
  })
  const submit = () => {
    setTried(true)
    if (isGiven) free.mutate({ params: { submissionId }, body: { spot, reason: reason.trim() } })
  }
  return (
    <Dialog
      title={t('codes.freeTitle', { count: codes.length })}
      action={t('codes.free', { count: codes.length })}
      busy={free.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('codes.freeWhat', { codes: series(codes) })}</p>
      <Field
        label={t('codes.reason')}
        help={t('codes.reasonHelp')}
        problem={tried && !isGiven && t('codes.reasonMissing')}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            autoFocus
            rows={3}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(plainText(event.target.value))}
          />
        )}
      </Field>
    </Dialog>
  )
}
