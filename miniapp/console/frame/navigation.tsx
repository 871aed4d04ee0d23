/** Where one can go, in the words of the partner documentation (requirements A2). */
import { Link, useLocation } from 'wouter'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { linksOf, type Place, type PlaceLink } from '../places/place.ts'
import { useMayCall } from '../session/me.ts'
import styles from './frame.module.css'

export function Navigation({ places }: { places: readonly Place[] }) {
  const { t } = useText()
  const mayCall = useMayCall()
  const links = linksOf(places, mayCall)
  return (
    <nav aria-label={t('frame.navigation')} className={styles.navigation}>
      {groupsOf(links).map((group) => (
        <Links key={group[0]?.href} links={group} />
      ))}
    </nav>
  )
}

/** Links beside each other with the same title. */
function groupsOf(links: readonly PlaceLink[]): PlaceLink[][] {
  const groups: PlaceLink[][] = []
  for (const link of links) {
    const last = groups.at(-1)
    if (last && last[0]?.group === link.group) last.push(link)
    else groups.push([link])
  }
  return groups
}

function Links({ links }: { links: readonly PlaceLink[] }) {
  const { t } = useText()
  const title = links[0]?.group
  return (
    <div className={styles.group}>
      {title && <h2 className={styles.groupTitle}>{t(title)}</h2>}
      <ul>
        {links.map((link) => (
          <li key={link.href}>
            <OneLink {...link} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const nothing = () => undefined

function OneLink({ href, word, icon: Icon, includes, useWaiting = nothing }: PlaceLink) {
  const { t } = useText()
  const { counted } = useFormats()
  const [path] = useLocation()
  const here = includes ? includes(path) : path === href
  const waiting = useWaiting() ?? 0
  return (
    <Link href={href} className={styles.place} aria-current={here ? 'page' : undefined}>
      <Icon size={18} aria-hidden />
      <span className={styles.word}>{t(word)}</span>
      {waiting > 0 && (
        <span className={styles.badge}>
          <span aria-hidden>{counted(waiting)}</span>
          <span className="visually-hidden">{t('nav.waiting', { count: waiting })}</span>
        </span>
      )}
    </Link>
  )
}
