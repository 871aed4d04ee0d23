/** Appeal: the same evidence, with an explanation; what was typed survives closing the sheet and the app. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { appeal, findMySubmission } from '../../../service/promotions/contract/own.ts'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { onDevice } from '../../api/keeping.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/inputs.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './result.module.css'

const shortest = 5

interface AppealSheetProps {
  submission: Submission
  open: boolean
  close: () => void
}

export function AppealSheet({ submission, open, close }: AppealSheetProps) {
  const { t } = useText()
  const toast = useToast()
  const client = useQueryClient()
  const { id, revision } = submission
  const place = `partner-workspace.appeal.${id}.${revision}`
  const [words, setWords] = useState(() => onDevice.read(place) ?? '')
  const [tried, setTried] = useState(false)
  const sending = useMutation({
    ...tell(appeal),
    onSuccess: (answer) => {
      onDevice.remove(place)
      client.setQueryData(keyOf(findMySubmission, { params: { submissionId: id } }), answer)
      for (const name of ['listMySubmissions', 'countMySubmissions', 'listRevisions']) {
        void client.invalidateQueries({ queryKey: [name] })
      }
      toast({ words: t('appeal.sent') })
      close()
    },
  })
  const long = words.trim().length >= shortest
  const send = () => {
    setTried(true)
    if (!long) return
    sending.mutate({
      params: { submissionId: id, revision: revision + 1 },
      body: { explanation: words },
    })
  }
  return (
    <Sheet title={t('appeal.title')} open={open} close={close}>
      <div className={styles.form}>
        <p>{t('appeal.words')}</p>
        {sending.error && <Failure shape="box" error={sending.error} />}
        <TextField
          label={t('appeal.label')}
          problem={tried && !long ? t('appeal.short') : undefined}
          maxLength={1000}
          rows={5}
          value={words}
          onChange={({ target }) => {
            setWords(target.value)
            onDevice.write(place, target.value)
          }}
        />
        <Button look="primary" wide busy={sending.isPending} onClick={send}>
          {t('appeal.send')}
        </Button>
      </div>
    </Sheet>
  )
}
