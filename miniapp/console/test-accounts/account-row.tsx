/** One account of the pool: its ISO, its status, its holder, and what can be done. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import {
  listTestAccounts,
  resumeTestAccount,
  retireTestAccount,
  suspendTestAccount,
  type TestAccountAbility,
  type TestAccountRow,
} from '../../../service/test-accounts/contract.ts'
import { tell } from '../../api/ask.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useNotices } from '../parts/notices.ts'
import { TestAccountState } from '../parts/state.tsx'
import { RotateAccount } from './rotate-account.tsx'
import styles from './test-accounts.module.css'

const endpoints = {
  suspend: suspendTestAccount,
  resume: resumeTestAccount,
  retire: retireTestAccount,
} as const

export function AccountRow({ row }: { row: TestAccountRow }) {
  const { t } = useText()
  const { date } = useFormats()
  return (
    <li className={styles.row} aria-label={row.email}>
      <div className={styles.who}>
        <strong>{row.email}</strong>
        <small>{row.iso.name}</small>
      </div>
      <div className={styles.state}>
        <TestAccountState status={row.status} />
        {row.holder && <small>{t('testAccounts.with', { name: row.holder.name })}</small>}
        {row.needsRotation && (
          <small className={styles.needs}>{t('testAccounts.needsRotation')}</small>
        )}
      </div>
      <small className={styles.version}>
        {t('testAccounts.version', { version: row.version, date: date(row.rotatedAt) })}
      </small>
      <Actions row={row} />
    </li>
  )
}

function Actions({ row }: { row: TestAccountRow }) {
  const { t } = useText()
  const [asking, setAsking] = useState<TestAccountAbility>()
  const close = () => setAsking(undefined)
  return (
    <div className={styles.actions}>
      {row.abilities.map((ability) => (
        <Button
          key={ability}
          size="small"
          type={ability === 'rotate' && row.needsRotation ? 'primary' : 'default'}
          aria-label={t(`testAccounts.${ability}What`, { email: row.email })}
          onClick={() => setAsking(ability)}
        >
          {t(`testAccounts.${ability}`)}
        </Button>
      ))}
      {asking === 'rotate' && <RotateAccount row={row} onClose={close} />}
      {asking && asking !== 'rotate' && <Ask row={row} verb={asking} onClose={close} />}
    </div>
  )
}

/** What follows is said first: a holder loses the account at once. */
function Ask({
  row,
  verb,
  onClose,
}: {
  row: TestAccountRow
  verb: keyof typeof endpoints
  onClose: () => void
}) {
  const { t } = useText()
  const { done, refused } = useNotices()
  const queries = useQueryClient()
  const work = useMutation({
    ...tell(endpoints[verb]),
    onSuccess: () => done(t(`testAccounts.${verb}Done`, { email: row.email })),
    onError: refused,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [listTestAccounts.name] })
      onClose()
    },
  })
  return (
    <Dialog
      title={t(`testAccounts.${verb}What`, { email: row.email })}
      action={t(`testAccounts.${verb}`)}
      danger={verb === 'retire'}
      busy={work.isPending}
      onSubmit={() => work.mutate({ params: { accountId: row.id } })}
      onClose={onClose}
    >
      <p>{t(`testAccounts.${verb}About`)}</p>
      {row.holder && <p>{t('testAccounts.holderLoses', { name: row.holder.name })}</p>}
    </Dialog>
  )
}
