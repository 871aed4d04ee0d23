/** The store or a spot as it was sent in, with its verdict and its photos. */
import { useState } from 'react'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { Card } from '../../parts/card.tsx'
import { Picture } from '../../parts/picture.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useText } from '../../text/texts.tsx'
import { usePosmCount } from '../parts/posm-name.ts'
import { Codes } from '../parts/codes.tsx'
import styles from './result.module.css'
import { Viewer } from './viewer.tsx'

interface ItemCardProps {
  title: string
  item: Pick<Submission['store'], 'photos' | 'verdict'>
  /** Pairs of a label and what is known; what is empty is left out. */
  facts: [string, string][]
  /** Of a spot. */
  codes?: readonly string[]
  posm?: NonNullable<Submission['spots'][number]['posm']>
}

export function ItemCard({ title, item, facts, codes = [], posm = [] }: ItemCardProps) {
  const { t } = useText()
  const posmCount = usePosmCount()
  const [shown, setShown] = useState<number>()
  return (
    <Card>
      <div className={styles.item}>
        <div className={styles.head}>
          <h2>{title}</h2>
          <StatusBadge status={item.verdict.status} />
        </div>
        <ul className={styles.photos}>
          {item.photos.map(({ id, thumbnailUrl }, index) => (
            <li key={id}>
              <button
                type="button"
                aria-label={t('photo.open', { number: index + 1, title })}
                onClick={() => setShown(index)}
              >
                <Picture src={thumbnailUrl} alt="" loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
        <dl className={styles.facts}>
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          {posm.length > 0 && (
            <div>
              <dt>{t('posm.label')}</dt>
              <dd className={styles.posm}>
                {posm.map((one) => (
                  <span key={one.type}>
                    {posmCount(one)}
                    {one.verdict && <StatusBadge status={one.verdict.status} />}
                  </span>
                ))}
              </dd>
            </div>
          )}
          {codes.length > 0 && (
            <div>
              <dt>{t('spot.codes')}</dt>
              <dd>
                <Codes codes={codes} />
              </dd>
            </div>
          )}
        </dl>
      </div>
      {shown !== undefined && (
        <Viewer
          title={title}
          urls={item.photos.map(({ url }) => url)}
          first={shown}
          close={() => setShown(undefined)}
        />
      )}
    </Card>
  )
}
