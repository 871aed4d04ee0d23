/** The store or a spot as it was sent in: its state, the reasons if there are any, its data and its photos. */
import type { ReactNode } from 'react'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import { ItemState } from '../parts/state.tsx'
import { Said } from '../review/said.tsx'
import styles from './submission.module.css'

interface ItemProps {
  name: string
  item: Pick<Submission['store'], 'photos' | 'verdict'>
  children: ReactNode
}

export function Item({ name, item: { photos, verdict }, children }: ItemProps) {
  const { t } = useText()
  return (
    <section aria-label={name}>
      <header className={styles.head}>
        <h2>{name}</h2>
        <ItemState status={verdict.status} />
      </header>
      {verdict.status === 'rejected' && <Said verdict={verdict} title={t('submissions.why')} />}
      {children}
      <ul className={styles.photos} aria-label={t('desk.photos')}>
        {photos.map(({ id, url, thumbnailUrl }, index) => (
          <li key={id}>
            <a href={url} target="_blank" rel="noreferrer">
              <Picture
                src={thumbnailUrl}
                alt={t('desk.thumbnail', { item: name, number: index + 1 })}
                loading="lazy"
              />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
