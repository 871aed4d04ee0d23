/** Add Alipay Test Account: choose one by its e-mail; its passwords fill in by themselves, unread (requirements A6). */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { StaffMember } from '../../../../service/staff/contract/member.ts'
import {
  availableTestAccounts,
  findStaffTestAccount,
  lendTestAccount,
} from '../../../../service/test-accounts/contract/iso.ts'
import { ask } from '../../../api/ask.ts'
import { useSettledText } from '../../../parts/settled-text.ts'
import { formDialog, type FieldsProps } from '../../kit/form-dialog.tsx'
import { Field } from '../../../parts/field.tsx'
import { Failure } from '../../../parts/failure.tsx'
import staff from '../staff.module.css'

/** Stands for a password that cannot be read here. */
const mask = '•'.repeat(8)

const none = { account: '', email: '' }

export const LendDialog = formDialog(lendTestAccount, {
  first: (_: StaffMember) => none,
  title: 'lending.addTo',
  action: 'lending.lend',
  values: ({ name }, { email }) => ({ name, email }),
  isReady: ({ account }) => account !== '',
  fields: Fields,
  record: findStaffTestAccount,
  renews: [availableTestAccounts],
  send: ({ id }, { account }) => ({ params: { staffId: id }, body: { account } }),
  showsRefusal: true,
  // it may be another person's by now
  afterRefusal: none,
  done: 'lending.lent',
})

function Fields({ typed: chosen, type, refusal, say }: FieldsProps<StaffMember, typeof none>) {
  const [search, setSearch] = useState('')
  const [typed, setTyped] = useSettledText(search, setSearch)
  const offer = useQuery({
    ...ask(availableTestAccounts, { query: { ...(search && { search }) } }),
    placeholderData: keepPreviousData,
  })
  const { items = [], contact = '', more = false } = offer.data ?? {}
  const nothing = offer.data && items.length === 0
  return (
    <>
      {offer.error && !offer.data && <Failure error={offer.error} retry={offer.refetch} />}
      <Field
        label={say('lending.email')}
        help={more ? say('lending.more') : undefined}
        problem={refusal}
      >
        {(field) => (
          <Select
            {...field}
            showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
            placeholder={say('lending.choose')}
            loading={offer.isFetching}
            value={chosen.account || null}
            notFoundContent={say('lending.notFound')}
            options={items.map(({ id, email }) => ({ value: id, label: email }))}
            onChange={(account) =>
              type({ account, email: items.find(({ id }) => id === account)?.email ?? '' })
            }
          />
        )}
      </Field>
      {nothing && (
        <p role="status">
          {say(search ? 'lending.noneFound' : 'lending.noneLeft')}{' '}
          <a href={`mailto:${contact}`}>{contact}</a>
        </p>
      )}
      {chosen.account && (
        <>
          <Field label={say('lending.login')}>
            {({ id }) => <Input id={id} readOnly value={mask} />}
          </Field>
          <Field label={say('lending.payment')} help={say('lending.unread')}>
            {({ id }) => <Input id={id} readOnly value={mask} />}
          </Field>
        </>
      )}
      <p className={staff.quiet}>{say('lending.addAbout')}</p>
    </>
  )
}
