/** Where one can go, in the words of the partner documentation (requirements A2). */
import { useQuery } from '@tanstack/react-query'
import {
  Building2,
  ClipboardCheck,
  Inbox,
  KeyRound,
  LayoutDashboard,
  MailWarning,
  MessagesSquare,
  PlugZap,
  ScanSearch,
  Settings2,
  UserCheck,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { listTasks } from '../../../service/inspections/contract.ts'
import { listMessages } from '../../../service/notifications/contract.ts'
import { listFailedEvents } from '../../../service/outbox/contract.ts'
import { countReviews } from '../../../service/reviews/contract.ts'
import { countStaff } from '../../../service/staff/contract.ts'
import { listTestAccounts } from '../../../service/test-accounts/contract.ts'
import { countIsos, setWorkspaceSettings } from '../../../service/workspaces/contract.ts'
import { ask } from '../../api/ask.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { askState, noticesIn } from '../dingtalk/state.ts'
import { useMay, useMe } from '../session/me.ts'
import styles from './frame.module.css'

interface Place {
  href: string
  word: string
  icon: LucideIcon
  here: boolean
  /** What waits there. */
  waiting?: number | undefined
}

export function Navigation() {
  const { t } = useText()
  const { workspace } = useMe()
  return (
    <nav aria-label={t('frame.navigation')} className={styles.navigation}>
      {workspace.kind === 'iso' ? <IsoPlaces /> : <PlatformPlaces />}
    </nav>
  )
}

function IsoPlaces() {
  const { t } = useText()
  const [path] = useLocation()
  const { data } = useQuery({ ...ask(countStaff), enabled: useMay(countStaff) })
  const atRequests = path.startsWith(addresses.requests())
  const messages = useMessagesPlace()
  const settings = [...messages, ...useGeneralPlace()]
  return (
    <>
      <Places
        places={[
          {
            href: addresses.home,
            word: t('nav.dashboard'),
            icon: LayoutDashboard,
            here: path === addresses.home,
          },
        ]}
      />
      <Places
        title={t('nav.staffManagement')}
        places={[
          {
            href: addresses.staff(),
            word: t('nav.staffDetails'),
            icon: Users,
            here:
              (path.startsWith(addresses.staff()) && !atRequests) ||
              path.startsWith(addresses.submission('')),
          },
          {
            href: addresses.requests(),
            word: t('nav.reviewList'),
            icon: UserCheck,
            here: atRequests,
            waiting: data?.counts.requested,
          },
        ]}
      />
      {settings.length > 0 && <Places title={t('nav.settings')} places={settings} />}
    </>
  )
}

/** What the bot has sent, for operators who may see it. */
function useMessagesPlace(): Place[] {
  const { t } = useText()
  const [path] = useLocation()
  if (!useMay(listMessages)) return []
  const here = path === addresses.messages
  return [{ href: addresses.messages, word: t('nav.messages'), icon: MessagesSquare, here }]
}

function useGeneralPlace(): Place[] {
  const { t } = useText()
  const [path] = useLocation()
  if (!useMay(setWorkspaceSettings)) return []
  const here = path === addresses.settings
  return [{ href: addresses.settings, word: t('nav.general'), icon: Settings2, here }]
}

function PlatformPlaces() {
  const { t } = useText()
  const [path] = useLocation()
  const { data } = useQuery({ ...ask(countReviews), enabled: useMay(countReviews) })
  const mayInspect = useMay(listTasks)
  const maySuspend = useMay(countIsos)
  const mayRetry = useMay(listFailedEvents)
  const dingtalk = useQuery({ ...askState, enabled: mayRetry })
  const mayKeep = useMay(listTestAccounts)
  const messages = useMessagesPlace()
  return (
    <Places
      places={[
        {
          href: addresses.queue,
          word: t('nav.queue'),
          icon: Inbox,
          here: path === addresses.queue,
          waiting: data?.waiting,
        },
        {
          href: addresses.decided,
          word: t('nav.decided'),
          icon: ClipboardCheck,
          here: path === addresses.decided,
        },
        ...(mayInspect
          ? [
              {
                href: addresses.inspections(),
                word: t('nav.inspections'),
                icon: ScanSearch,
                here: path.startsWith(addresses.inspections()),
              },
            ]
          : []),
        ...(maySuspend
          ? [
              {
                href: addresses.isos(),
                word: t('nav.isos'),
                icon: Building2,
                here: path.startsWith(addresses.isos()),
              },
            ]
          : []),
        ...(mayKeep
          ? [
              {
                href: addresses.testAccounts,
                word: t('nav.testAccounts'),
                icon: KeyRound,
                here: path === addresses.testAccounts,
              },
            ]
          : []),
        ...(mayRetry
          ? [
              {
                href: addresses.failed,
                word: t('nav.failed'),
                icon: MailWarning,
                here: path === addresses.failed,
              },
              {
                href: addresses.dingtalkState,
                word: t('nav.dingtalk'),
                icon: PlugZap,
                here: path === addresses.dingtalkState,
                waiting: dingtalk.data && noticesIn(dingtalk.data),
              },
            ]
          : []),
        ...messages,
      ]}
    />
  )
}

function Places({ title, places }: { title?: string; places: Place[] }) {
  const { t } = useText()
  const { counted } = useFormats()
  return (
    <div className={styles.group}>
      {title && <h2 className={styles.groupTitle}>{title}</h2>}
      <ul>
        {places.map(({ href, word, icon: Icon, here, waiting }) => (
          <li key={href}>
            <Link href={href} className={styles.place} aria-current={here ? 'page' : undefined}>
              <Icon size={18} aria-hidden />
              <span className={styles.word}>{word}</span>
              {Boolean(waiting) && (
                <span className={styles.badge}>
                  <span aria-hidden>{counted(waiting ?? 0)}</span>
                  <span className="visually-hidden">
                    {t('nav.waiting', { count: waiting ?? 0 })}
                  </span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
