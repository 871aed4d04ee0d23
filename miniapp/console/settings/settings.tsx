/** What an ISO chooses for itself: the hour of the daily digest. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { setWorkspaceSettings, workspaceSettings } from '../../../service/workspaces/contract.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { Card } from '../../parts/card.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import { Page } from '../parts/page.tsx'
import { Trouble } from '../parts/trouble.tsx'
import styles from './settings.module.css'

const off = 'off'

export function Settings() {
  const { t } = useText()
  const { data, error, refetch } = useQuery(ask(workspaceSettings))
  return (
    <Page title={t('nav.general')}>
      <div className={styles.form}>
        {error && !data && <Trouble error={error} retry={refetch} />}
        {!data && !error && <Skeleton rows={1} shape="card" />}
        {data && <Digest hour={data.digestHour} zone={data.businessTimeZone} />}
      </div>
    </Page>
  )
}

function Digest({ hour, zone }: { hour: number | null; zone: string }) {
  const { t } = useText()
  const { done, refused } = useNotices()
  const client = useQueryClient()
  const change = useMutation({
    ...tell(setWorkspaceSettings),
    onSuccess: (now) => {
      client.setQueryData(keyOf(workspaceSettings), now)
      done(t('settings.saved'))
    },
    onError: refused,
  })
  const hours = Array.from({ length: 24 }, (_, n) => ({
    value: String(n),
    label: `${String(n).padStart(2, '0')}:00`,
  }))
  return (
    <Card>
      <h2 className={styles.title}>{t('settings.digest')}</h2>
      <p className={styles.about}>{t('settings.digestAbout')}</p>
      <div className={styles.field}>
        <SelectField
          label={t('settings.digestHour')}
          value={hour === null ? off : String(hour)}
          choices={[{ value: off, label: t('settings.digestOff') }, ...hours]}
          onChoose={(chosen) =>
            change.mutate({ body: { digestHour: chosen === off ? null : Number(chosen) } })
          }
        />
      </div>
      <p className={styles.about}>{t('settings.zone', { zone })}</p>
    </Card>
  )
}
