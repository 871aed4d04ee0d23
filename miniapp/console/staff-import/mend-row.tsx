/** A row of a preview as a form: its name and its number are mended in place and checked at once. */
import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState, type FormEvent, type ReactNode } from 'react'
import { findStaffImport, listImportRows } from '../../../service/staff-imports/contract/lists.ts'
import { mendImportRow } from '../../../service/staff-imports/contract/steps.ts'
import type { StaffImportRow } from '../../../service/staff-imports/contract/rows.ts'
import { visible, visibleCell } from '../../../service/text/shared/visible.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import { problemField } from './problem-field.ts'
import styles from './staff-import.module.css'

interface MendRowProps {
  importId: string
  row: StaffImportRow
  /** What is wrong with it. */
  why: ReactNode
  /** It can be added now, or is left as it is. */
  onDone: () => void
}

type Pages = InfiniteData<{ items: StaffImportRow[]; next: string | null }>

export function MendRow({ importId, row, why, onDone }: MendRowProps) {
  const { t } = useText()
  const client = useQueryClient()
  const { done, refused } = useNotices()
  const [name, setName] = useState(() => visible(row.name))
  const [phone, setPhone] = useState(() => (row.phone ? row.given : visibleCell(row.given)))
  const mend = useMutation({
    ...tell(mendImportRow),
    // one after the other: Enter pressed again before the answer counts, and the last text stands
    scope: { id: row.id },
    onSuccess: ({ import: found, row: mended, others }) => {
      client.setQueryData(keyOf(findStaffImport, { params: { importId } }), found)
      // sorted by place, so that rows do not move during editing
      const changed = new Map([mended, ...others].map((one) => [one.id, one]))
      client.setQueriesData<Pages>(
        { queryKey: [listImportRows.name, { importId }] },
        (pages) =>
          pages && {
            ...pages,
            pages: pages.pages.map((page) => ({
              ...page,
              items: page.items.map((item) => changed.get(item.id) ?? item),
            })),
          },
      )
      if (mended.problem) return
      done(t('imports.edited', { row: mended.row }))
      onDone()
    },
    onError: refused,
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    mend.mutate({ params: { importId, rowId: row.id }, body: { name, phone } })
  }
  const nameFirst = row.problem !== null && problemField[row.problem] === 'name'
  return (
    <form
      className={styles.mend}
      aria-label={t('imports.editRow', { row: row.row })}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone()
      }}
    >
      <Field label={t('staff.name')}>
        {({ id }) => (
          <Input
            id={id}
            value={name}
            maxLength={200}
            autoFocus={nameFirst}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('staff.phone')}>
        {({ id }) => (
          <Input
            id={id}
            value={phone}
            maxLength={100}
            autoFocus={!nameFirst}
            inputMode="tel"
            autoComplete="off"
            onChange={(event) => setPhone(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.mendSteps}>
        {/* no `loading`: it would swallow Enter */}
        <Button type="primary" htmlType="submit" aria-busy={mend.isPending}>
          {t('imports.editSave')}
        </Button>
        <Button onClick={onDone}>{t('imports.editCancel')}</Button>
      </div>
      <div className={styles.mendWhy} role="status">
        {why}
      </div>
    </form>
  )
}
