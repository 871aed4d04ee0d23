/** What an ISO chooses for itself: its name and the hour of the daily digest; and what the platform has set for it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import {
  setWorkspaceSettings,
  workspaceSettings,
} from '../../../service/workspaces/contract/settings.ts'
import type { AnswerOf } from '../../../service/http/contract.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { Card } from '../../parts/card.tsx'
import { InputField, SelectField } from '../../parts/inputs.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Facts } from '../kit/facts.tsx'
import { AgreedOrder } from '../parts/agreed-order.tsx'
import { useNotices } from '../parts/notices.ts'
import { Page } from '../parts/page.tsx'
import { Failure } from '../../parts/failure.tsx'
import styles from './settings.module.css'

const off = 'off'

export function Settings() {
  const { t } = useText()
  const { data, error, refetch } = useQuery(ask(workspaceSettings))
  return (
    <Page title={t('nav.general')}>
      <div className={styles.form}>
        {error && !data && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton rows={1} shape="card" />}
        {data && (
          <>
            <Name key={data.name} name={data.name} />
            <Digest hour={data.digestHour} zone={data.businessTimeZone} />
            <Agreed settings={data} />
          </>
        )}
      </div>
    </Page>
  )
}

function useChange() {
  const { t } = useText()
  const { done, refused } = useNotices()
  const client = useQueryClient()
  return useMutation({
    ...tell(setWorkspaceSettings),
    onSuccess: (now) => {
      client.setQueryData(keyOf(workspaceSettings), now)
      done(t('settings.saved'))
    },
    onError: refused,
  })
}

function Name({ name }: { name: string }) {
  const { t } = useText()
  const change = useChange()
  const [typed, setTyped] = useState(name)
  const wanted = typed.trim()
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (wanted && wanted !== name) change.mutate({ body: { name: wanted } })
  }
  return (
    <Card>
      <form className={styles.name} onSubmit={save}>
        <InputField
          label={t('settings.name')}
          help={t('settings.nameAbout')}
          problem={wanted ? undefined : t('settings.nameMissing')}
          maxLength={80}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button htmlType="submit" loading={change.isPending} disabled={!wanted || wanted === name}>
          {t('settings.save')}
        </Button>
      </form>
    </Card>
  )
}

function Agreed({ settings }: { settings: AnswerOf<typeof workspaceSettings> }) {
  const { t } = useText()
  const { zone, country: countryOf, currency: currencyOf } = useFormats()
  const { country, currency, order, businessTimeZone } = settings
  return (
    <Card>
      <h2 className={styles.title}>{t('settings.agreed')}</h2>
      <p className={styles.about}>{t('settings.agreedAbout')}</p>
      <Facts
        className={styles.facts}
        facts={[
          ['isos.country', country ? countryOf(country) : t('isos.notSet')],
          ['isos.currency', currency ? currencyOf(currency) : t('isos.notSet')],
          ['isos.order', <AgreedOrder key="order" order={order} />],
          ['settings.businessZone', zone(businessTimeZone)],
        ]}
      />
      <p className={styles.about}>{t('settings.businessZoneAbout')}</p>
    </Card>
  )
}

function Digest({ hour, zone }: { hour: number | null; zone: string }) {
  const { t } = useText()
  const { zone: nameOf } = useFormats()
  const change = useChange()
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
      <p className={styles.about} title={zone}>
        {t('settings.zone', { zone: nameOf(zone) })}
      </p>
    </Card>
  )
}
