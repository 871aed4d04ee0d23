/** Which POSM is at a spot: the form of its codes, or each type of Primary POSM with its number. */
import { Minus, Plus } from 'lucide-react'
import { maxPosm, maxPosmTypes } from '../../../service/promotions/contract/content.ts'
import type { PosmCount } from '../../../service/products/shared.ts'
import { Choices } from '../../parts/choices.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './posm-of-spot.module.css'
import { tooManyIn, typesFor } from './posm.ts'
import { useVisit } from './visit-context.ts'
import type { DraftSpot } from './visit.ts'

interface PosmOfSpotProps {
  spot: DraftSpot
  /** Place of the spot in the list, from 0. */
  index: number
  change: (posm: (now: PosmCount[]) => PosmCount[]) => void
}

export function PosmOfSpot({ spot, index, change }: PosmOfSpotProps) {
  const { t, language } = useText()
  const { content, bindsCodes, lists, before } = useVisit()
  const types = typesFor(content.product, lists)
  const posm = spot.posm ?? []
  if (!types.length) return null
  const over = tooManyIn(content, { bindsCodes, lists, before }).find((one) => one.spot === index)
  const warning = over && (
    <p role="alert" className={styles.over}>
      {t(over.per === 'spot' ? 'posm.tooMany.spot' : 'posm.tooMany.store', {
        most: over.most,
        type: types.find(({ id }) => id === over.type)?.names[language] ?? over.type,
      })}
    </p>
  )
  if (bindsCodes) {
    const [form] = posm
    return (
      <div className={styles.posm}>
        <Choices
          label={t('posm.form')}
          choices={types.map(({ id, names }) => ({ value: id, label: names[language] }))}
          value={form?.type ?? ''}
          onChoose={(type) => change(() => [{ type, count: 1 }])}
        />
        {warning}
      </div>
    )
  }
  const countOf = (type: string) => posm.find((one) => one.type === type)?.count ?? 0
  const setCount = (type: string, count: number) =>
    change((now) => {
      const others = now.filter((one) => one.type !== type)
      if (!count) return others
      return now.length === others.length
        ? [...now, { type, count }]
        : now.map((one) => (one.type === type ? { type, count } : one))
    })
  return (
    <section className={styles.posm} aria-labelledby="spot-posm">
      <h2 id="spot-posm">{t('posm.question')}</h2>
      {warning}
      <div className={styles.types}>
        {types.map(({ id, names }) => {
          const count = countOf(id)
          const name = names[language]
          return count ? (
            <span key={id} className={styles.chosen} role="group" aria-label={name}>
              <button
                type="button"
                aria-label={t('posm.fewer', { type: name })}
                onClick={() => setCount(id, count - 1)}
              >
                <Minus size={18} aria-hidden="true" />
              </button>
              <span>
                {name} <strong>{count}</strong>
              </span>
              <button
                type="button"
                aria-label={t('posm.more', { type: name })}
                disabled={count >= maxPosm}
                onClick={() => setCount(id, count + 1)}
              >
                <Plus size={18} aria-hidden="true" />
              </button>
            </span>
          ) : (
            <button
              key={id}
              type="button"
              className={styles.type}
              disabled={posm.length >= maxPosmTypes}
              onClick={() => setCount(id, 1)}
            >
              {name}
            </button>
          )
        })}
      </div>
    </section>
  )
}
