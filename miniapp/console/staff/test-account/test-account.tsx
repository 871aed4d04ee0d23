/** The Alipay test account of a staff member: lent, received, taken back, and who looked (requirements A6, A8). */
import { useQuery } from '@tanstack/react-query'
import { KeyRound, Undo2 } from 'lucide-react'
import type { StaffMember } from '../../../../service/staff/contract/member.ts'
import {
  availableTestAccounts,
  findStaffTestAccount,
  type StaffTestAccount,
  takeBackTestAccount,
} from '../../../../service/test-accounts/contract/iso.ts'
import { ask } from '../../../api/ask.ts'
import { useFormats } from '../../../text/format.ts'
import { useText } from '../../../text/texts.tsx'
import { Abilities, type Offers } from '../../kit/abilities.tsx'
import { Facts } from '../../kit/facts.tsx'
import { formDialog } from '../../kit/form-dialog.tsx'
import panel from '../../parts/panel.module.css'
import { useMay } from '../../session/me.ts'
import { Failure } from '../../../parts/failure.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { LendDialog } from './lend-dialog.tsx'
import { Reveals } from './reveals.tsx'
import styles from './test-account.module.css'

/** For people who work for the ISO, or may have: looks at passwords stay to be seen. */
export function TestAccount({ record: member }: { record: StaffMember }) {
  const mayFind = useMay(findStaffTestAccount)
  return mayFind && member.mayHaveWorked && <Shown member={member} />
}

function Shown({ member }: { member: StaffMember }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(
    ask(findStaffTestAccount, { params: { staffId: member.id } }),
  )
  return (
    <section aria-labelledby="test-account">
      <h3 id="test-account" className={panel.heading}>
        {t('lending.title')}
      </h3>
      <div className={styles.account}>
        {data ? (
          <Known member={member} lent={data} />
        ) : error ? (
          <Failure error={error} retry={refetch} />
        ) : (
          <Skeleton rows={2} />
        )}
      </div>
      <Reveals staffId={member.id} />
    </section>
  )
}

const TakeBack = formDialog(takeBackTestAccount, {
  title: 'lending.takeBackFrom',
  action: 'lending.takeBack',
  values: ({ member, email }: { member: StaffMember; email: string }) => ({
    name: member.name,
    email,
  }),
  about: () => ['lending.takeBackAbout'],
  record: findStaffTestAccount,
  renews: [availableTestAccounts],
  send: ({ member }) => ({ params: { staffId: member.id } }),
  done: 'lending.takenBack',
})

const offers: Offers<
  StaffTestAccount['abilities'][number],
  { member: StaffMember; lent: StaffTestAccount }
> = {
  lend: {
    word: 'lending.add',
    icon: KeyRound,
    dialog: ({ of: { member }, onClose }) => <LendDialog of={member} onClose={onClose} />,
  },
  take_back: {
    word: 'lending.takeBack',
    icon: Undo2,
    dialog: ({ of: { member, lent }, onClose }) => (
      <TakeBack of={{ member, email: lent.account?.email ?? '' }} onClose={onClose} />
    ),
  },
}

function Known({ member, lent }: { member: StaffMember; lent: StaffTestAccount }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const { account, abilities } = lent
  return (
    <>
      {account ? (
        <Facts
          className={styles.facts}
          facts={[
            ['lending.email', account.email],
            ['lending.since', dateTime(account.since)],
            [
              'lending.received',
              account.receivedAt ? dateTime(account.receivedAt) : t('lending.notReceived'),
            ],
          ]}
        />
      ) : (
        <p className={panel.quiet}>{t('lending.none')}</p>
      )}
      <Abilities className={styles.button} of={{ member, lent }} held={abilities} offers={offers} />
    </>
  )
}
