/** The platform's pool of Alipay test accounts: by state, ISO and e-mail; passwords only go in. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { listTestAccounts, testAccountStatuses } from '../../../service/test-accounts/contract.ts'
import { askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { damagedIn } from '../../parts/damaged.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { Chips } from '../parts/chips.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { AccountRow } from './account-row.tsx'
import { AddAccounts } from './add-accounts.tsx'
import styles from './test-accounts.module.css'
import { useIsos } from '../parts/isos.ts'

/** Rows asked for at once. */
const pageLength = 50

export function TestAccounts() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const [adding, setAdding] = useState(false)
  const isos = useIsos()
  const status = testAccountStatuses.find((one) => one === params.get('status'))
  const iso = params.get('iso') ?? ''
  const search = params.get('search') ?? ''
  const pages = useInfiniteQuery({
    ...askPages(listTestAccounts, {
      query: {
        limit: pageLength,
        ...(status && { status }),
        ...(iso && { iso }),
        ...(search && { search }),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  const filtered = Boolean(status ?? (iso || search))
  const set = (key: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(key, value)
        else next.delete(key)
        return next
      },
      { replace: true },
    )
  return (
    <Page
      title={t('nav.testAccounts')}
      about={t('testAccounts.about')}
      actions={
        <Button type="primary" icon={<Plus size={16} />} onClick={() => setAdding(true)}>
          {t('testAccounts.add')}
        </Button>
      }
    >
      <div className={styles.filters}>
        <SearchField
          label={t('testAccounts.search')}
          value={search}
          onChange={(value) => set('search', value)}
        />
        <Select
          aria-label={t('testAccounts.isos')}
          className={styles.isos}
          value={iso}
          onChange={(value) => set('iso', value)}
          options={[{ value: '', label: t('testAccounts.anyIso') }, ...isos]}
        />
        <Chips
          label={t('testAccounts.states')}
          chips={(['', ...testAccountStatuses] as const).map((id) => ({
            id,
            word: t(id ? `testAccounts.status.${id}` : 'testAccounts.all'),
            on: (status ?? '') === id,
            onPress: () => set('status', id),
          }))}
        />
      </div>
      <section aria-busy={pages.isPlaceholderData}>
        {pages.error && !rows && <Trouble error={pages.error} retry={pages.refetch} />}
        {pages.isPending && <Skeleton rows={6} shape="card" />}
        {rows?.length === 0 && !damagedIn(pages) && (
          <StateMessage
            kind="empty"
            title={t(filtered ? 'testAccounts.noneFound' : 'testAccounts.empty')}
            words={t(filtered ? 'testAccounts.noneFoundHow' : 'testAccounts.emptyHow')}
          />
        )}
        {rows && rows.length > 0 && (
          <ul className={styles.list} aria-label={t('nav.testAccounts')}>
            {rows.map((row) => (
              <AccountRow key={row.id} row={row} />
            ))}
          </ul>
        )}
        <LoadMore pages={pages} shown={rows?.length ?? 0} />
      </section>
      {adding && <AddAccounts isos={isos} first={iso} onClose={() => setAdding(false)} />}
    </Page>
  )
}
