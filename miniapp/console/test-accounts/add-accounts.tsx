/** Adds accounts by pasting lines: all of them or none, and each line says what is wrong with it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import {
  addTestAccounts,
  listTestAccounts,
  type PastedRow,
} from '../../../service/test-accounts/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import { Refusal } from '../parts/refusal.tsx'
import { useExplain } from '../parts/trouble.tsx'
import styles from './test-accounts.module.css'
import type { IsoChoice } from '../parts/isos.ts'

interface AddAccountsProps {
  isos: IsoChoice[]
  /** The ISO that the list is narrowed to, if any. */
  first: string
  onClose: () => void
}

export function AddAccounts({ isos, first, onClose }: AddAccountsProps) {
  const { t } = useText()
  const explain = useExplain()
  const { done } = useNotices()
  const queries = useQueryClient()
  const [iso, setIso] = useState(first)
  const [text, setText] = useState('')
  const add = useMutation({
    ...tell(addTestAccounts),
    // what was sent holds the passwords: it is forgotten with the dialog
    gcTime: 0,
    onSuccess: ({ added }) => {
      if (!added) return
      done(t('testAccounts.added', { count: added }))
      void queries.invalidateQueries({ queryKey: [listTestAccounts.name] })
      onClose()
    },
  })
  const refusal = add.error && explain(add.error)
  const wrong = add.data?.rows.filter(({ outcome }) => outcome !== 'ready') ?? []
  return (
    <Dialog
      title={t('testAccounts.addTitle')}
      action={t('testAccounts.addAction')}
      disabled={!iso || !text.trim()}
      busy={add.isPending}
      onSubmit={() => add.mutate({ body: { iso, text } })}
      onClose={onClose}
    >
      <Field label={t('testAccounts.iso')}>
        {(field) => (
          <Select
            {...field}
            placeholder={t('testAccounts.chooseIso')}
            value={iso || null}
            onChange={setIso}
            options={isos}
          />
        )}
      </Field>
      <Field
        label={t('testAccounts.lines')}
        help={t('testAccounts.linesHelp')}
        problem={refusal && <Refusal explanation={refusal} />}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            rows={6}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              if (add.data) add.reset()
            }}
          />
        )}
      </Field>
      {wrong.length > 0 && <WrongLines rows={wrong} />}
    </Dialog>
  )
}

function WrongLines({ rows }: { rows: PastedRow[] }) {
  const { t } = useText()
  return (
    <div role="alert" className={styles.wrong}>
      <strong>{t('testAccounts.noneAdded', { count: rows.length })}</strong>
      <ul>
        {rows.map(({ line, email, outcome }) => (
          <li key={line}>
            {t('common.labelled', {
              label: [t('testAccounts.line', { line }), email].filter(Boolean).join(' · '),
              value: t(`testAccounts.outcome.${outcome}`),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
