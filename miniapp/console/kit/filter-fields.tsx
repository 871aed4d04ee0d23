/** Fields that narrow a list: by a value, a staff member, a day. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { listStaff } from '../../../service/staff/contract/lists.ts'
import { ask } from '../../api/ask.ts'
import { useSettledText } from '../../parts/settled-text.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { useMay } from '../session/me.ts'
import styles from './list-page.module.css'

export interface Option {
  value: string
  label: string
}

interface ChoiceControlProps {
  label: TextKey
  /** The word for no filter. */
  all?: TextKey
  value: string
  set: (value: string) => void
  options: Option[]
}

export function ChoiceControl({ label, all, value, set, options }: ChoiceControlProps) {
  const { t } = useText()
  return (
    <Select
      aria-label={t(label)}
      className={styles.choice}
      value={value}
      onChange={set}
      options={[...(all ? [{ value: '', label: t(all) }] : []), ...options]}
    />
  )
}

/** As many as are looked through without typing more. */
const offered = 20

interface FieldProps {
  label: string
  value: string
  set: (value: string) => void
}

interface StaffControlProps extends FieldProps {
  /** Of the person who is chosen, where it is known. */
  name: string | undefined
}

export function StaffControl({ label, value, name, set }: StaffControlProps) {
  const { t } = useText()
  const mayList = useMay(listStaff)
  const [search, setSearch] = useState('')
  const [typed, setTyped] = useSettledText(search, setSearch)
  const { data, isFetching } = useQuery({
    ...ask(listStaff, { query: { limit: offered, ...(search && { search }) } }),
    enabled: mayList,
    placeholderData: keepPreviousData,
  })
  const found = (data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))
  const isThere = !value || found.some((option) => option.value === value)
  const chosen = { value, label: name ?? t('list.onePerson') }
  // who may not look for people can still take the filter off
  if (!mayList && !value) return null
  return (
    <Select
      aria-label={label}
      className={styles.choice}
      placeholder={label}
      allowClear
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      loading={isFetching}
      value={value || null}
      notFoundContent={t('list.noStaff')}
      options={isThere ? found : [chosen, ...found]}
      onChange={(id: string | null | undefined) => set(id ?? '')}
    />
  )
}

export function DayControl({ label, value, set }: FieldProps) {
  return (
    <Input
      type="date"
      aria-label={label}
      prefix={label}
      className={styles.day}
      value={value}
      onChange={({ target }) => set(target.value)}
    />
  )
}
