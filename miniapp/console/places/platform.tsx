/** The pages of the platform, in the order of its navigation. */
import { useQuery } from '@tanstack/react-query'
import {
  Building2,
  ClipboardCheck,
  FileCheck,
  Inbox,
  KeyRound,
  MailWarning,
  PlugZap,
  ScanSearch,
} from 'lucide-react'
import { listAgreementTexts } from '../../../service/agreements/contract/platform.ts'
import { dingtalkState } from '../../../service/dingtalk/contract.ts'
import { listTasks } from '../../../service/inspections/contract/platform.ts'
import { listFailedEvents } from '../../../service/outbox/contract.ts'
import { countReviews, openReview, reviewQueue } from '../../../service/reviews/contract.ts'
import { listTestAccounts } from '../../../service/test-accounts/contract/platform.ts'
import { countIsos, listIsos } from '../../../service/workspaces/contract/isos.ts'
import { ask } from '../../api/ask.ts'
import { addresses } from '../addresses.ts'
import { askState, noticesIn } from '../dingtalk/state.ts'
import { part } from '../parts/part.tsx'
import { useMay } from '../session/me.ts'
import { messages } from './both.tsx'
import type { Place } from './place.ts'
import { Start } from './start.tsx'

const Queue = part('queue', async () => (await import('../queue/queue.tsx')).Queue)
const ReviewScreen = part('review', async () => {
  return (await import('../review/review-screen.tsx')).ReviewScreen
})
const Inspections = part('inspections', async () => {
  return (await import('../inspections/inspections.tsx')).Inspections
})
const Isos = part('isos', async () => (await import('../isos/isos.tsx')).Isos)
const TestAccounts = part('test-accounts', async () => {
  return (await import('../test-accounts/test-accounts.tsx')).TestAccounts
})
const AgreementTexts = part('policies', async () => {
  return (await import('../agreements/texts.tsx')).AgreementTexts
})
const FailedDeliveries = part('failed', async () => {
  return (await import('../failed/failed-deliveries.tsx')).FailedDeliveries
})
const DingtalkPage = part('dingtalk', async () => {
  return (await import('../dingtalk/dingtalk-page.tsx')).DingtalkPage
})

function useWaitingReviews(): number | undefined {
  return useQuery({ ...ask(countReviews), enabled: useMay(countReviews) }).data?.waiting
}

function useNotices(): number | undefined {
  const { data } = useQuery({ ...askState, enabled: useMay(dingtalkState) })
  return data && noticesIn(data)
}

export const platformPlaces: Place[] = [
  { shows: reviewQueue, path: addresses.home, page: () => <Start places={platformPlaces} /> },
  {
    shows: reviewQueue,
    path: addresses.queue,
    page: () => <Queue state="waiting" />,
    link: {
      href: addresses.queue,
      word: 'nav.queue',
      icon: Inbox,
      useWaiting: useWaitingReviews,
    },
  },
  {
    shows: reviewQueue,
    path: addresses.decided,
    page: () => <Queue state="decided" />,
    link: { href: addresses.decided, word: 'nav.decided', icon: ClipboardCheck },
  },
  {
    shows: listTasks,
    path: '/console/inspections/:taskId?',
    page: ({ taskId }) => <Inspections openId={taskId} />,
    link: {
      href: addresses.inspections(),
      word: 'nav.inspections',
      icon: ScanSearch,
      includes: (path) => path.startsWith(addresses.inspections()),
    },
  },
  {
    shows: listIsos,
    path: '/console/isos/:isoId?',
    page: ({ isoId }) => <Isos openId={isoId} />,
    link: {
      href: addresses.isos(),
      word: 'nav.isos',
      icon: Building2,
      needs: countIsos,
      includes: (path) => path.startsWith(addresses.isos()),
    },
  },
  {
    shows: listTestAccounts,
    path: addresses.testAccounts,
    page: () => <TestAccounts />,
    link: {
      href: addresses.testAccounts,
      word: 'nav.testAccounts',
      icon: KeyRound,
    },
  },
  {
    shows: listAgreementTexts,
    path: '/console/policies/:textId?',
    page: ({ textId }) => <AgreementTexts openId={textId} />,
    link: {
      href: addresses.policies(),
      word: 'nav.policies',
      icon: FileCheck,
      includes: (path) => path.startsWith(addresses.policies()),
    },
  },
  {
    shows: listFailedEvents,
    path: addresses.failed,
    page: () => <FailedDeliveries />,
    link: {
      href: addresses.failed,
      word: 'nav.failed',
      icon: MailWarning,
    },
  },
  {
    shows: dingtalkState,
    path: addresses.dingtalkState,
    page: () => <DingtalkPage />,
    link: {
      href: addresses.dingtalkState,
      word: 'nav.dingtalk',
      icon: PlugZap,
      useWaiting: useNotices,
    },
  },
  messages('platform', {}),
  {
    shows: openReview,
    path: '/console/reviews/:submissionId',
    page: ({ submissionId = '' }) => <ReviewScreen submissionId={submissionId} />,
    bare: true,
  },
]
