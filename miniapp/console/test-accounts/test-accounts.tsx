/** The platform's pool of Alipay test accounts: by state, ISO and e-mail; passwords only go in. */
import { testAccountStatuses } from '../../../service/test-accounts/contract/account.ts'
import {
  addTestAccounts,
  listTestAccounts,
} from '../../../service/test-accounts/contract/platform.ts'
import { Why } from '../kit/columns.tsx'
import { inState, ofIso } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { TestAccountState } from './account-state.ts'
import { AddAccounts } from './add-accounts.tsx'
import { ResumeAccount, RetireAccount, SuspendAccount } from './change-account.tsx'
import { RotateAccount } from './rotate-account.tsx'

const states = inState({
  label: 'testAccounts.states',
  all: 'testAccounts.all',
  ids: testAccountStatuses,
  word: (status) => `testAccounts.status.${status}`,
})

export const TestAccounts = () => (
  <ListPage
    of={listTestAccounts}
    title="nav.testAccounts"
    about="testAccounts.about"
    search="testAccounts.search"
    filters={[ofIso, states]}
    add={{ does: addTestAccounts, word: 'testAccounts.add', filter: ofIso, dialog: AddAccounts }}
    none={['testAccounts.empty', 'testAccounts.emptyHow']}
    noneFound={['testAccounts.noneFound', 'testAccounts.noneFoundHow']}
    columns={({ address, name, text, state }) => [
      address('lending.email', ({ email }) => email),
      name('testAccounts.isos', ({ iso }) => iso.name, { wide: true }),
      state('testAccounts.states', TestAccountState, ({ holder, needsRotation }, { t }) => (
        <>
          <Why>{holder && t('testAccounts.with', { name: holder.name })}</Why>
          <Why isUrgent>{needsRotation && t('testAccounts.needsRotation')}</Why>
        </>
      )),
      text('testAccounts.passwords', ({ version, rotatedAt }, { t, date }) =>
        t('testAccounts.version', { version, date: date(rotatedAt) }),
      ),
    ]}
    menu={{
      nameOf: ({ email }) => email,
      offers: {
        rotate: { word: 'testAccounts.rotate', dialog: RotateAccount },
        suspend: { word: 'testAccounts.suspend', dialog: SuspendAccount },
        resume: { word: 'testAccounts.resume', dialog: ResumeAccount },
        retire: { word: 'testAccounts.retire', dialog: RetireAccount, isDrastic: true },
      },
    }}
  />
)
