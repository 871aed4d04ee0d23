/** Before the start: how many can be added, what is wrong with the others, a country for the file, and *Start*. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useMemo, useRef } from 'react'
import { Link } from 'wouter'
import {
  changeStaffImport,
  startStaffImport,
} from '../../../service/staff-imports/contract/steps.ts'
import {
  findStaffImport,
  listImportRows,
  listStaffImports,
} from '../../../service/staff-imports/contract/lists.ts'
import type { StaffImportInFull } from '../../../service/staff-imports/contract/import.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { matches, namedCountries } from '../parts/countries.ts'
import { Field } from '../../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import { ChooseEncoding, ReadingFacts } from './reading-facts.tsx'
import styles from './staff-import.module.css'

export function Preview({ one }: { one: StaffImportInFull }) {
  const { t, language } = useText()
  const { number } = useFormats()
  const client = useQueryClient()
  const { refused } = useNotices()
  const params = { importId: one.id }
  const countries = useMemo(() => namedCountries(language), [language])
  const settle = {
    onSuccess: async (found: StaffImportInFull) => {
      client.setQueryData(keyOf(findStaffImport, { params }), found)
      await client.invalidateQueries({
        predicate: ({ queryKey }) =>
          [listImportRows.name, listStaffImports.name].includes(String(queryKey[0])),
      })
    },
    onError: refused,
  }
  const choose = useMutation({ ...tell(changeStaffImport), ...settle })
  const start = useMutation({ ...tell(startStaffImport), ...settle })
  const bad = one.counts.problem
  const { reading, revision, mends } = one
  const lead = useRef<HTMLParagraphElement>(null)
  const busy = choose.isPending || start.isPending
  return (
    <section className={styles.card}>
      <p ref={lead} className={styles.lead} tabIndex={-1}>
        {t('imports.ready', { count: one.good })}
        {bad > 0 && ` · ${t('imports.bad', { count: bad })}`}
      </p>
      <p className={styles.quiet}>{bad > 0 ? t('imports.badStay') : t('imports.allGood')}</p>
      {one.problems.length > 0 && (
        <ul className={styles.reasons}>
          {one.problems.map(({ problem, count }) => (
            <li key={problem}>
              {number(count)} ×{' '}
              {problem === 'twice_in_file' ? t('imports.twice') : t(`imports.problem.${problem}`)}
            </li>
          ))}
        </ul>
      )}
      {reading?.unsure && (
        <ChooseEncoding
          encodings={reading.encodings}
          busy={busy}
          onChoose={(encoding) => {
            // the button goes away with the answer: the keyboard is put on the line that tells the outcome
            lead.current?.focus()
            choose.mutate({ params, body: { encoding } })
          }}
        />
      )}
      {reading && (
        <ReadingFacts
          reading={reading}
          busy={busy}
          onChange={(choice) => choose.mutate({ params, body: choice })}
        />
      )}
      <Field label={t('imports.country')}>
        {({ id }) => (
          <Select
            id={id}
            className={styles.country}
            aria-label={t('imports.country')}
            showSearch={{ filterOption: (typed, option) => matches(typed, option?.search ?? '') }}
            value={one.country}
            loading={choose.isPending}
            disabled={busy}
            options={[{ value: '', label: t('imports.noCountry'), search: '' }, ...countries]}
            getPopupContainer={(field) => field.parentElement ?? document.body}
            onChange={(country: string) => choose.mutate({ params, body: { country } })}
          />
        )}
      </Field>
      <div className={styles.steps}>
        <Button
          type="primary"
          size="large"
          disabled={!one.good || choose.isPending || reading?.unsure === true}
          loading={start.isPending}
          onClick={() => start.mutate({ params, body: { revision, mends } })}
        >
          {t('imports.start', { count: one.good })}
        </Button>
        <Link href={addresses.addMany}>{t('imports.otherFile')}</Link>
      </div>
    </section>
  )
}
