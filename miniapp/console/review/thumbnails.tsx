/** Every photo of a submission, in groups by store and spot; a dot marks what was not looked at yet. */
import { useEffect, useRef } from 'react'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import { ItemMark } from './item-mark.tsx'
import styles from './thumbnails.module.css'
import type { Desk } from './use-desk.ts'
import { useItemName } from './words.ts'

export function Thumbnails({ desk }: { desk: Desk }) {
  const { t } = useText()
  const nameOf = useItemName()
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [desk.at])
  return (
    <div className={styles.strip} role="group" aria-label={t('desk.photos')}>
      {desk.items.map((item, index) => (
        <div key={item.id} className={styles.group}>
          <button
            type="button"
            className={`${styles.name} ${index === desk.at.item ? styles.here : ''}`}
            onClick={() => desk.goTo(index)}
          >
            <ItemMark item={item} choice={desk.choiceOf(item)} />
            {nameOf(item)}
          </button>
          <div className={styles.photos}>
            {(item.kind === 'posm' ? [] : item.photos).map((photo, number) => {
              const here = photo.id === desk.photo?.id
              const seen = !desk.mayDecide || desk.seen.has(photo.id)
              return (
                <button
                  key={photo.id}
                  ref={here ? current : undefined}
                  type="button"
                  aria-current={here ? 'true' : undefined}
                  aria-label={t(seen ? 'desk.thumbnail' : 'desk.thumbnailUnseen', {
                    item: nameOf(item),
                    number: number + 1,
                  })}
                  className={`${styles.thumbnail} ${seen ? '' : styles.unseen}`}
                  onClick={() => desk.goTo(index, number)}
                >
                  <Picture src={photo.thumbnailUrl} alt="" loading="lazy" />
                </button>
              )
            })}
          </div>
        </div>
      ))}
    </div>
  )
}
