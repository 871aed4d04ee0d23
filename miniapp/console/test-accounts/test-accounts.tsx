/** The platform's pool of Alipay test accounts: by state, ISO and e-mail; passwords only go in. */
import { useState } from 'react'
import {
  addTestAccounts,
  listTestAccounts,
} from '../../../service/test-accounts/contract/platform.ts'
import {
  testAccountStatuses,
  type TestAccountAbility,
  type TestAccountRow,
} from '../../../service/test-accounts/contract/account.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import cells from '../kit/cells.module.css'
import { DialogButton } from '../kit/dialog-button.tsx'
import { chips, ofIso } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { RowMenu } from '../kit/row-menu.tsx'
import { useAddress } from '../parts/address.ts'
import { Breakable } from '../parts/breakable.tsx'
import { useIsos } from '../parts/isos.ts'
import { TestAccountState } from '../parts/state.tsx'
import { AddAccounts } from './add-accounts.tsx'
import { ChangeAccount } from './change-account.tsx'

interface Asking {
  row: TestAccountRow
  verb: TestAccountAbility
}

export function TestAccounts() {
  const { t } = useText()
  const { date } = useFormats()
  const [asking, ask] = useState<Asking>()
  const isos = useIsos()
  const iso = useAddress().params.get('iso') ?? ''
  const add = (
    <DialogButton
      does={addTestAccounts}
      word="testAccounts.add"
      dialog={(close) => <AddAccounts isos={isos} first={iso} onClose={close} />}
    />
  )
  const inState = chips({
    param: 'status',
    label: 'testAccounts.states',
    all: 'testAccounts.all',
    ids: testAccountStatuses,
    word: (status) => `testAccounts.status.${status}`,
  })
  return (
    <>
      <ListPage
        of={listTestAccounts}
        title="nav.testAccounts"
        about={t('testAccounts.about')}
        search="testAccounts.search"
        filters={[ofIso(isos), inState]}
        actions={add}
        none={['testAccounts.empty', 'testAccounts.emptyHow']}
        noneAction={add}
        noneFound={['testAccounts.noneFound', 'testAccounts.noneFoundHow']}
        columns={[
          { head: 'lending.email', cell: ({ email }) => <Breakable text={email} /> },
          { head: 'testAccounts.isos', cell: ({ iso }) => iso.name, wide: true },
          { head: 'testAccounts.states', cell: (row) => <State row={row} /> },
          {
            head: 'testAccounts.passwords',
            cell: ({ version, rotatedAt }) =>
              t('testAccounts.version', { version, date: date(rotatedAt) }),
          },
        ]}
        end={(row) => (
          <RowMenu
            name={row.email}
            actions={row.abilities.map((verb) => ({
              key: verb,
              word: t(`testAccounts.${verb}`),
              isDrastic: verb === 'retire',
              run: () => ask({ row, verb }),
            }))}
          />
        )}
      />
      {asking && <ChangeAccount {...asking} onClose={() => ask(undefined)} />}
    </>
  )
}

function State({ row: { status, holder, needsRotation } }: { row: TestAccountRow }) {
  const { t } = useText()
  return (
    <>
      <TestAccountState status={status} />
      {holder && <span className={cells.why}>{t('testAccounts.with', { name: holder.name })}</span>}
      {needsRotation && (
        <span className={`${cells.why} ${cells.attention}`}>{t('testAccounts.needsRotation')}</span>
      )}
    </>
  )
}
