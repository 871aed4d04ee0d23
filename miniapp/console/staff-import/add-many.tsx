/** Add many: choose or drop a spreadsheet, start from the template, look at earlier imports. */
import {
  listStaffImports,
  staffImportTemplate,
} from '../../../service/staff-imports/contract/lists.ts'
import { addressOf } from '../../api/client.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { InnerList, InnerRow } from '../kit/inner-list.tsx'
import { Page } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { ChooseFile } from './choose-file.tsx'
import { ImportState } from './import-state.ts'
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
      <InnerList
        of={listStaffImports}
        asked={{ query: { limit: 20 } }}
        title="imports.earlier"
        none="imports.none"
        noneHow="imports.noneHow"
        isCard
        row={({ id, fileName, status, total, by, startedAt }, words) => (
          <InnerRow
            name={fileName || words.t('imports.unnamed')}
            href={addresses.staffImport(id)}
            state={<ImportState status={status} />}
            facts={[
              words.t('imports.by', { by, count: total }),
              startedAt && <When key="at" at={startedAt} />,
            ]}
          />
        )}
      />
    </Page>
  )
}
