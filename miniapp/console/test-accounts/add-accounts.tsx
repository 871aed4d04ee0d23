/** Adds accounts by pasting lines: all of them or none, and each line says what is wrong with it. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import {
  addTestAccounts,
  listTestAccounts,
  type PastedRow,
} from '../../../service/test-accounts/contract/platform.ts'
import { useText } from '../../text/texts.tsx'
import { useAction } from '../kit/use-action.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import type { IsoChoice } from '../parts/isos.ts'
import { Refusal } from '../parts/refusal.tsx'
import styles from './test-accounts.module.css'

interface AddAccountsProps {
  isos: IsoChoice[]
  /** The ISO that the list is narrowed to, if any. */
  first: string
  onClose: () => void
}

export function AddAccounts({ isos, first, onClose }: AddAccountsProps) {
  const { t } = useText()
  const [iso, setIso] = useState(first)
  const [text, setText] = useState('')
  const { run, isPending, answer, refusal, reset } = useAction(addTestAccounts, {
    renews: [listTestAccounts],
    isSecret: true,
    refused: 'in the dialog',
    done: ({ added }) => {
      if (!added) return undefined
      onClose()
      return t('testAccounts.added', { count: added })
    },
  })
  const wrong = answer?.rows.filter(({ outcome }) => outcome !== 'ready') ?? []
  const paste = (lines: string) => {
    setText(lines)
    if (answer) reset()
  }
  return (
    <Dialog
      title={t('testAccounts.addTitle')}
      action={t('testAccounts.addAction')}
      disabled={!iso || !text.trim()}
      busy={isPending}
      onSubmit={() => run({ body: { iso, text } })}
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
            onChange={({ target }) => paste(target.value)}
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
