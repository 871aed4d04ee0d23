/** The data of store, spot and supplement, with what it was before where it changed. */
import { Check, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { readablePhone } from '../parts/phone-number.ts'
import { typesIn, type ItemChanges } from './changes.ts'
import styles from './paper.module.css'
import { useNames } from './words.ts'

interface FieldProps {
  name: string
  /** What it was in the revision before; undefined when it is as it was. */
  before?: string | undefined
  children: ReactNode
}

function Line({ name, before, children }: FieldProps) {
  const { t } = useText()
  return (
    <div className={before === undefined ? undefined : styles.new}>
      <dt>{name}</dt>
      <dd>
        {children}
        {before !== undefined && before !== '' && (
          <del className={styles.before}>
            <span className="visually-hidden">{t('desk.before')} </span>
            {before}
          </del>
        )}
      </dd>
    </div>
  )
}

interface Changed {
  changes: ItemChanges | undefined
}

export function StoreFields({ store, changes }: Changed & { store: Submission['store'] }) {
  const { t } = useText()
  const { metres } = useFormats()
  const names = useNames()
  const was = changes?.fields ?? {}
  const category = was['category']
  return (
    <dl className={styles.fields}>
      <Line name={t('field.name')} before={was['name']}>
        {store.name}
      </Line>
      <Line
        name={t('field.category')}
        before={category === undefined ? undefined : names.category(category)}
      >
        {names.category(store.category)}
      </Line>
      <Line name={t('field.address')} before={was['address']}>
        {store.address}
      </Line>
      <Line name={t('field.place')} before={was['place']}>
        {store.place ? (
          t('desk.placeKnown', { accuracy: metres(store.place.accuracy) })
        ) : (
          <span className={styles.attention}>{t('desk.placeUnknown')}</span>
        )}
      </Line>
    </dl>
  )
}

export function SpotFields({ spot, changes }: Changed & { spot: Submission['spots'][number] }) {
  const { t } = useText()
  const names = useNames()
  const was = changes?.fields ?? {}
  const { list } = useFormats()
  const kind = was['kind']
  const newCodes = new Set(changes?.added ? [] : changes?.newCodes)
  return (
    <dl className={styles.fields}>
      <Line name={t('field.kind')} before={kind === undefined ? undefined : names.spotKind(kind)}>
        {names.spotKind(spot.kind)}
      </Line>
      {spot.posm && (
        <Line
          name={t(spot.codes.length ? 'field.form' : 'field.posm')}
          before={
            was['posm'] === undefined ? undefined : list(typesIn(was['posm']).map(names.posm))
          }
        >
          {list(
            spot.posm.map(({ type, count }) =>
              spot.codes.length
                ? names.posm(type)
                : t('desk.posmCount', { type: names.posm(type), count }),
            ),
          )}
        </Line>
      )}
      {(spot.note || was['note'] !== undefined) && (
        <Line name={t('field.note')} before={was['note']}>
          {spot.note || t('desk.nothing')}
        </Line>
      )}
      {(spot.codes.length > 0 || (changes?.droppedCodes.length ?? 0) > 0) && (
        <div>
          <dt>{t('field.codes')}</dt>
          <dd>
            <ul className={styles.codes}>
              {spot.codes.map((code) => (
                <li key={code} className={newCodes.has(code) ? styles.newCode : undefined}>
                  <code>{code}</code>
                  {newCodes.has(code) && (
                    <span className={styles.changed}>{t('desk.newCode')}</span>
                  )}
                </li>
              ))}
              {changes?.droppedCodes.map((code) => (
                <li key={code}>
                  <del className={styles.before}>
                    <span className="visually-hidden">{t('desk.before')} </span>
                    <code>{code}</code>
                  </del>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  )
}

/** How many of a type are at a spot. */
export function PosmFields({ posm, changes }: Changed & { posm: { count: number } }) {
  const { t } = useText()
  return (
    <dl className={styles.fields}>
      <Line name={t('field.count')} before={changes?.fields['count']}>
        {posm.count}
      </Line>
    </dl>
  )
}

interface SupplementProps {
  supplement: Submission['supplement']
  consent: Submission['consent']
  changes: Record<string, string> | undefined
}

const supplementFields = ['contactName', 'contactPhone', 'openingHours', 'note'] as const

export function Supplement({ supplement, consent, changes = {} }: SupplementProps) {
  const { t } = useText()
  const told = supplementFields.filter((name) => supplement[name] || changes[name] !== undefined)
  return (
    <section aria-labelledby="supplement" className={styles.item}>
      <h2 id="supplement" className={styles.itemHead}>
        {t('desk.supplement')}
      </h2>
      <dl className={styles.fields}>
        {told.map((name) => (
          <Line key={name} name={t(`supplement.${name}`)} before={changes[name]}>
            {(name === 'contactPhone' ? readablePhone(supplement[name]) : supplement[name]) ||
              t('desk.nothing')}
          </Line>
        ))}
      </dl>
      <p className={supplement.storeAgreed ? styles.agreed : styles.attention}>
        {supplement.storeAgreed ? (
          <Check size={16} aria-hidden />
        ) : (
          <TriangleAlert size={16} aria-hidden />
        )}
        {t(supplement.storeAgreed ? 'desk.storeAgreed' : 'desk.storeNotAgreed')}
        {consent === 'older_app' && ` ${t('desk.consentOlderApp')}`}
      </p>
    </section>
  )
}
