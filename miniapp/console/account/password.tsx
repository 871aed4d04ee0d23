/** Another password; every other session of the account ends with it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import {
  changePassword,
  passwordLength,
  shortestPassword,
} from '../../../service/accounts/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import { useMe } from '../session/me.ts'
import { Refused, useWait } from '../session/refused.tsx'
import styles from './account.module.css'
import { Section } from './section.tsx'

const shortest = shortestPassword

export function Password() {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  return (
    <Section title={t('account.password')} words={t('account.passwordWords')}>
      {open ? (
        <Change close={() => setOpen(false)} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t('account.changePassword')}</Button>
      )}
    </Section>
  )
}

function Change({ close }: { close: () => void }) {
  const { t } = useText()
  const { email } = useMe()
  const client = useQueryClient()
  const { done } = useNotices()
  const [present, setPresent] = useState('')
  const [next, setNext] = useState('')
  const [looked, setLooked] = useState(false)
  const change = useMutation({
    ...tell(changePassword),
    onSuccess: async () => {
      close()
      done(t('account.passwordChanged'))
      await client.invalidateQueries()
    },
  })
  const wait = useWait(change.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setLooked(true)
    if (!present || passwordLength(next) < shortest || change.isPending || wait > 0) return
    change.mutate({ body: { present, next } })
  }
  return (
    <form onSubmit={submit} noValidate className={styles.fields}>
      {change.error && <Refused error={change.error} wait={wait} />}
      {/* so that password managers know whose it is */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field
        label={t('account.present')}
        problem={looked && !present && t('signIn.passwordMissing')}
      >
        {(field) => (
          <Input.Password
            {...field}
            size="large"
            autoComplete="current-password"
            autoFocus
            value={present}
            onChange={(event) => setPresent(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('account.next')}
        help={t('account.nextHelp', { shortest })}
        problem={looked && passwordLength(next) < shortest && t('account.nextShort', { shortest })}
      >
        {(field) => (
          <Input.Password
            {...field}
            size="large"
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.state}>
        <Button type="primary" htmlType="submit" loading={change.isPending} disabled={wait > 0}>
          {t('account.changePassword')}
        </Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
