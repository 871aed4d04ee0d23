/** Add Alipay Test Account: choose one by its e-mail; its passwords fill in by themselves, unread (requirements A6). */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { StaffMember } from '../../../../service/staff/contract/member.ts'
import {
  availableTestAccounts,
  lendTestAccount,
} from '../../../../service/test-accounts/contract/iso.ts'
import { ask, tell } from '../../../api/ask.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { useSettledText } from '../../../parts/settled-text.ts'
import { useText } from '../../../text/texts.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { useNotices } from '../../parts/notices.ts'
import { Trouble, useExplain } from '../../parts/trouble.tsx'
import staff from '../staff.module.css'
import { useLent } from './use-lent.ts'

/** Stands for a password that cannot be read here. */
const mask = '•'.repeat(8)

export function LendDialog({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const { t } = useText()
  const explain = useExplain()
  const { done } = useNotices()
  const { settle, askAnew } = useLent(member.id)
  const [chosen, setChosen] = useState<{ id: string; email: string }>()
  const [search, setSearch] = useState('')
  const [typed, setTyped] = useSettledText(search, setSearch)
  const offer = useQuery({
    ...ask(availableTestAccounts, { query: { ...(search && { search }) } }),
    placeholderData: keepPreviousData,
  })
  const lend = useMutation({
    ...tell(lendTestAccount),
    onSuccess: (now) => {
      settle(now)
      done(t('lending.lent', { email: chosen?.email ?? '', name: member.name }))
      onClose()
    },
    onError: () => {
      setChosen(undefined)
      askAnew()
    },
  })
  const { items = [], contact = '', more = false } = offer.data ?? {}
  const refusal = lend.error && explain(lend.error)
  const nothing = offer.data && items.length === 0
  return (
    <Dialog
      title={t('lending.addTo', { name: member.name })}
      action={t('lending.lend')}
      disabled={!chosen}
      busy={lend.isPending}
      onSubmit={() => {
        if (chosen) lend.mutate({ params: { staffId: member.id }, body: { account: chosen.id } })
      }}
      onClose={onClose}
    >
      {offer.error && !offer.data && <Trouble error={offer.error} retry={offer.refetch} />}
      <Field
        label={t('lending.email')}
        help={more ? t('lending.more') : undefined}
        problem={refusal && <Refusal explanation={refusal} />}
      >
        {(field) => (
          <Select
            {...field}
            showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
            placeholder={t('lending.choose')}
            loading={offer.isFetching}
            value={chosen?.id ?? null}
            notFoundContent={t('lending.notFound')}
            options={items.map(({ id, email }) => ({ value: id, label: email }))}
            onChange={(id) => {
              setChosen(items.find((item) => item.id === id))
              lend.reset()
            }}
          />
        )}
      </Field>
      {nothing && (
        <p role="status">
          {t(search ? 'lending.noneFound' : 'lending.noneLeft')}{' '}
          <a href={`mailto:${contact}`}>{contact}</a>
        </p>
      )}
      {chosen && (
        <>
          <Field label={t('lending.login')}>
            {({ id }) => <Input id={id} readOnly value={mask} />}
          </Field>
          <Field label={t('lending.payment')} help={t('lending.unread')}>
            {({ id }) => <Input id={id} readOnly value={mask} />}
          </Field>
        </>
      )}
      <p className={staff.quiet}>{t('lending.addAbout', { name: member.name })}</p>
    </Dialog>
  )
}
