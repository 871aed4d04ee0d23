/** Add many: choose or drop a spreadsheet, start from the template, look at earlier imports. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import {
  listStaffImports,
  staffImportTemplate,
} from '../../../service/staff-imports/contract/lists.ts'
import { askPages } from '../../api/ask.ts'
import { addressOf } from '../../api/client.ts'
import { damagedIn } from '../../parts/damaged.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { Failure } from '../../parts/failure.tsx'
import { When } from '../parts/when.tsx'
import { ChooseFile } from './choose-file.tsx'
import { ImportState } from './import-state.tsx'
import styles from './staff-import.module.css'

export function AddMany() {
  const { t, language } = useText()
  const template = (format: 'xlsx' | 'csv') =>
    addressOf(staffImportTemplate, { query: { format, language } })
  return (
    <Page title={t('imports.title')} about={t('imports.about')}>
      <section className={styles.card}>
        <ChooseFile />
        <p>
          {t('imports.templates')}{' '}
          <a href={template('xlsx')} download>
            {t('imports.templateXlsx')}
          </a>
          {' · '}
          <a href={template('csv')} download>
            {t('imports.templateCsv')}
          </a>
        </p>
        <p className={styles.quiet}>{t('imports.columns')}</p>
      </section>
      <Earlier />
    </Page>
  )
}

function Earlier() {
  const { t } = useText()
  const pages = useInfiniteQuery(askPages(listStaffImports, { query: { limit: 20 } }))
  const all = pages.data?.pages.flatMap(({ items }) => items)
  return (
    <section className={styles.card} aria-labelledby="earlier-imports">
      <h2 id="earlier-imports" className={styles.heading}>
        {t('imports.earlier')}
      </h2>
      {pages.error && !all && <Failure error={pages.error} retry={pages.refetch} />}
      {pages.isPending && <Skeleton rows={3} />}
      {all?.length === 0 && !damagedIn(pages) && (
        <StateMessage kind="empty" title={t('imports.none')} words={t('imports.noneHow')} />
      )}
      <ul className={styles.earlier}>
        {all?.map(({ id, fileName, status, total, by, startedAt }) => (
          <li key={id}>
            <Link href={addresses.staffImport(id)}>{fileName || t('imports.unnamed')}</Link>
            <ImportState status={status} />
            <span className={styles.quiet}>{t('imports.by', { by, count: total })}</span>
            {startedAt && (
              <span className={styles.quiet}>
                <When at={startedAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <LoadMore pages={pages} shown={all?.length ?? 0} />
    </section>
  )
}
