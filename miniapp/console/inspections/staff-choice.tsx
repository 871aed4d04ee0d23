/** Chooses who goes to a store: people who belong to its ISO. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { inspectors } from '../../../service/inspections/contract/platform.ts'
import { ask } from '../../api/ask.ts'
import { useSettledText } from '../../parts/settled-text.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'

interface StaffChoiceProps {
  iso: string
  /** People who put up POSMs there are not offered. */
  store: string
  value: string
  problem?: ReactNode
  onChange: (id: string, name: string) => void
}

export function StaffChoice({ iso, store, value, problem, onChange }: StaffChoiceProps) {
  const { t } = useText()
  const [search, setSearch] = useState('')
  const [typed, setTyped] = useSettledText(search, setSearch)
  const { data, isFetching } = useQuery({
    ...ask(inspectors, { query: { iso, ...(store && { store }), ...(search && { search }) } }),
    enabled: iso !== '',
    placeholderData: keepPreviousData,
  })
  const items = data?.items ?? []
  return (
    <Field label={t('inspections.staff')} help={t('inspections.staffHelp')} problem={problem}>
      {(field) => (
        <Select
          {...field}
          disabled={!iso}
          showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
          placeholder={t('inspections.chooseStaff')}
          loading={isFetching}
          value={value || null}
          notFoundContent={t('inspections.noStaff')}
          options={items.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => onChange(id, items.find((item) => item.id === id)?.name ?? '')}
        />
      )}
    </Field>
  )
}
