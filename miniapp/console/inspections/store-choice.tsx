/** Chooses the store to be inspected: one where something stands, and that has no open task. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { inspectableStores } from '../../../service/inspections/contract/platform.ts'
import { ask } from '../../api/ask.ts'
import { useSettledText } from '../../parts/settled-text.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'

interface StoreChoiceProps {
  iso: string
  value: string
  onChange: (id: string) => void
}

export function StoreChoice({ iso, value, onChange }: StoreChoiceProps) {
  const { t } = useText()
  const [search, setSearch] = useState('')
  const [typed, setTyped] = useSettledText(search, setSearch)
  const { data, isFetching } = useQuery({
    ...ask(inspectableStores, { query: { iso, ...(search && { search }) } }),
    enabled: iso !== '',
    placeholderData: keepPreviousData,
  })
  return (
    <Field label={t('inspections.store')}>
      {(field) => (
        <Select
          {...field}
          disabled={!iso}
          showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
          placeholder={t('inspections.chooseStore')}
          loading={isFetching}
          value={value || null}
          notFoundContent={t('inspections.noStore')}
          options={(data?.items ?? []).map(({ id, name, spots, hasTask }) => ({
            value: id,
            disabled: hasTask,
            label: hasTask
              ? t('inspections.busy', { store: name })
              : t('inspections.spotsOf', { store: name, count: spots }),
          }))}
          onChange={onChange}
        />
      )}
    </Field>
  )
}
