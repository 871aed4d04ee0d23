/** The messages of the bot with recipient and result: by name, state and kind. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import {
  listMessages,
  messageKinds,
  messageStatuses,
  type MessageStatus,
} from '../../../service/notifications/contract.ts'
import { askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { damagedIn } from '../../parts/damaged.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { useAddress } from '../parts/address.ts'
import { Chips } from '../parts/chips.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { MessageRow } from './message-row.tsx'
import styles from './messages.module.css'

/** Rows asked for at once. */
const pageLength = 50
/** Milliseconds: what becomes of messages is seen without a reload. */
const renewal = 5_000

/** States that people look for, what needs attention first. */
const offered: MessageStatus[] = ['failed', 'waiting', 'checking', 'sent', 'read', 'not_wanted']

export function Messages() {
  const { t } = useText()
  const { params, set } = useAddress()
  const status = messageStatuses.find((one) => one === params.get('status'))
  const kind = messageKinds.find((one) => one === params.get('about'))
  const search = params.get('search') ?? ''
  const pages = useInfiniteQuery({
    ...askPages(listMessages, {
      query: {
        limit: pageLength,
        ...(status && { status }),
        ...(kind && { kind }),
        ...(search && { search }),
      },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: renewal,
  })
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  const filtered = Boolean(status ?? kind ?? search)
  const chip = (id: MessageStatus | '') => ({
    id,
    word: id ? t(`messages.status.${id}`) : t('messages.all'),
    on: (status ?? '') === id,
    onPress: () => set('status', id),
  })
  return (
    <Page title={t('nav.messages')} about={t('messages.about')}>
      <div className={styles.filters}>
        <SearchField
          label={t('messages.search')}
          value={search}
          onChange={(value) => set('search', value)}
        />
        <Select
          aria-label={t('messages.kinds')}
          className={styles.kinds}
          value={kind ?? ''}
          onChange={(value) => set('about', value)}
          options={[
            { value: '', label: t('messages.anyKind') },
            ...messageKinds.map((one) => ({ value: one, label: t(`messages.kind.${one}`) })),
          ]}
        />
        <Chips label={t('messages.states')} chips={['' as const, ...offered].map(chip)} />
      </div>
      <section aria-busy={pages.isPlaceholderData}>
        {pages.error && !rows && <Trouble error={pages.error} retry={pages.refetch} />}
        {pages.isPending && <Skeleton rows={6} shape="card" />}
        {rows?.length === 0 && !damagedIn(pages) && (
          <StateMessage
            kind="empty"
            title={t(filtered ? 'messages.noneFound' : 'messages.empty')}
            words={t(filtered ? 'messages.noneFoundHow' : 'messages.emptyHow')}
          />
        )}
        {rows && rows.length > 0 && (
          <ul className={styles.list} aria-label={t('nav.messages')}>
            {rows.map((row) => (
              <MessageRow key={row.id} row={row} />
            ))}
          </ul>
        )}
        <LoadMore pages={pages} shown={rows?.length ?? 0} />
      </section>
    </Page>
  )
}
