/** What the bot tells me, where and when: each choice is kept as soon as it is made. */
import type { Preferences, PreferencesChange } from '../../service/notifications/contract.ts'
import { useFormats } from '../text/format.ts'
import { useText } from '../text/texts.tsx'
import { Card } from './card.tsx'
import { Choices } from './choices.tsx'
import { SelectField } from './inputs.tsx'
import { SwitchRow } from './switch-row.tsx'
import styles from './message-preferences.module.css'

interface Given {
  value: Preferences
  onChange: (change: PreferencesChange) => void
}

/** As it will be once a change is kept: the choice is shown at once. */
export function withChange(value: Preferences, { kinds = [], ...rest }: PreferencesChange) {
  const on = new Map<string, boolean>(kinds.map((one) => [one.kind, one.on]))
  const set = Object.fromEntries(Object.entries(rest).filter(([, one]) => one !== undefined))
  return {
    ...value,
    ...set,
    kinds: value.kinds.map((one) => ({ ...one, on: on.get(one.kind) ?? one.on })),
  }
}

/** What quiet hours begin with: a night. */
const night = { from: '22:00', to: '07:00' }

const halfHours = Array.from({ length: 48 }, (_, n) => {
  const hours = String(Math.floor(n / 2)).padStart(2, '0')
  return `${hours}:${n % 2 ? '30' : '00'}`
})

export function MessagePreferences({ value, onChange }: Given) {
  const { t } = useText()
  return (
    <>
      <section className={styles.part} aria-labelledby="prefs-kinds">
        <h2 id="prefs-kinds">{t('prefs.kinds')}</h2>
        <Card tight>
          {value.kinds.map(({ kind, on }) => (
            <SwitchRow
              key={kind}
              label={t(`prefs.kind.${kind}`)}
              note={t(`prefs.kind.${kind}.note`)}
              on={on}
              onChange={(next) => onChange({ kinds: [{ kind, on: next }] })}
            />
          ))}
        </Card>
        <p className={styles.note}>{t('prefs.always')}</p>
      </section>
      {value.mayChooseEmail && (
        <section className={styles.part}>
          <Choices
            label={t('prefs.where')}
            value={value.where}
            choices={[
              { value: 'dingtalk', label: t('prefs.where.dingtalk') },
              { value: 'email', label: t('prefs.where.email') },
            ]}
            onChoose={(where) => onChange({ where })}
          />
          <p className={styles.note}>{t('prefs.whereHelp')}</p>
        </section>
      )}
      <Quiet value={value} onChange={onChange} />
    </>
  )
}

function Quiet({ value, onChange }: Given) {
  const { t } = useText()
  const { quiet } = value
  const times = (chosen: string) =>
    [...new Set([...halfHours, chosen])].sort().map((time) => ({ value: time, label: time }))
  return (
    <section className={styles.part} aria-label={t('prefs.quiet')}>
      <Card tight>
        <SwitchRow
          label={t('prefs.quiet')}
          note={t('prefs.quiet.note')}
          on={quiet !== null}
          onChange={(on) => onChange({ quiet: on ? night : null })}
        />
      </Card>
      {quiet && (
        <>
          <div className={styles.times}>
            <SelectField
              label={t('prefs.from')}
              value={quiet.from}
              choices={times(quiet.from)}
              onChoose={(from) => onChange({ quiet: { ...quiet, from } })}
            />
            <SelectField
              label={t('prefs.to')}
              value={quiet.to}
              choices={times(quiet.to)}
              onChoose={(to) => onChange({ quiet: { ...quiet, to } })}
            />
          </div>
          <TimeZone value={value} onChange={onChange} />
        </>
      )}
    </section>
  )
}

const business = 'business'

/** A person in another time zone than the business chooses which clock counts. */
function TimeZone({ value, onChange }: Given) {
  const { t } = useText()
  const { zone: nameOf } = useFormats()
  const { timeZone, businessTimeZone } = value
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const others = [...new Set([own, timeZone ?? own])].filter((zone) => zone !== businessTimeZone)
  if (!others.length && timeZone === null) return null
  return (
    <Choices
      label={t('prefs.zone')}
      value={timeZone ?? business}
      choices={[
        { value: business, label: t('prefs.zone.business', { zone: nameOf(businessTimeZone) }) },
        ...others.map((zone) => ({
          value: zone,
          label: t(zone === own ? 'prefs.zone.own' : 'prefs.zone.chosen', { zone: nameOf(zone) }),
        })),
      ]}
      onChoose={(zone) => onChange({ timeZone: zone === business ? null : zone })}
    />
  )
}
