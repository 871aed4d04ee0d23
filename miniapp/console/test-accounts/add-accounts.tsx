/** Adds accounts by pasting lines: all of them or none, and each line says what is wrong with it. */
import { Input } from 'antd'
import type { AnswerOf } from '../../../service/http/contract.ts'
import {
  addTestAccounts,
  listTestAccounts,
  type PastedRow,
} from '../../../service/test-accounts/contract/platform.ts'
import { useText } from '../../text/texts.tsx'
import { formDialog, type FieldsProps } from '../kit/form-dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { IsoField } from '../parts/iso-field.tsx'
import styles from './test-accounts.module.css'

/** For the ISO that the list is narrowed to, if any. */
export const AddAccounts = formDialog(addTestAccounts, {
  first: (iso: string) => ({ iso, text: '' }),
  isSecret: true,
  title: 'testAccounts.addTitle',
  action: 'testAccounts.addAction',
  values: (_, __, answer) => ({ count: answer?.added }),
  isReady: ({ iso, text }) => Boolean(iso && text.trim()),
  fields: Fields,
  renews: [listTestAccounts],
  send: (_, { iso, text }) => ({ body: { iso, text } }),
  showsRefusal: true,
  stays: ({ added }) => added === 0,
  done: 'testAccounts.added',
})

type Props = FieldsProps<string, { iso: string; text: string }, AnswerOf<typeof addTestAccounts>>

function Fields({ typed, type, refusal, answer, say }: Props) {
  const wrong = answer?.rows.filter(({ outcome }) => outcome !== 'ready') ?? []
  return (
    <>
      <IsoField
        label="testAccounts.iso"
        prompt="testAccounts.chooseIso"
        value={typed.iso}
        onChange={(iso) => type({ iso })}
      />
      <Field
        label={say('testAccounts.lines')}
        help={say('testAccounts.linesHelp')}
        problem={refusal}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            rows={6}
            autoComplete="off"
            spellCheck={false}
            value={typed.text}
            onChange={({ target }) => type({ text: target.value })}
          />
        )}
      </Field>
      {wrong.length > 0 && <WrongLines rows={wrong} />}
    </>
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
