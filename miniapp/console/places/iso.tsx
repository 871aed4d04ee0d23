/** The pages of an ISO, in the order of its navigation. */
import { useQuery } from '@tanstack/react-query'
import {
  ClipboardList,
  FileCheck,
  LayoutDashboard,
  QrCode,
  Settings2,
  UserCheck,
  Users,
} from 'lucide-react'
import { serviceAgreement } from '../../../service/agreements/contract/iso.ts'
import { listIsoSubmissions } from '../../../service/promotions/contract/iso-lists.ts'
import { findIsoSubmission } from '../../../service/promotions/contract/iso.ts'
import { listCodes } from '../../../service/promotions/codes/contract.ts'
import { countStaff, listStaff } from '../../../service/staff/contract/lists.ts'
import { findStaffImport, listStaffImports } from '../../../service/staff-imports/contract/lists.ts'
import {
  isoJoinCode,
  setWorkspaceSettings,
  workspaceSettings,
} from '../../../service/workspaces/contract/settings.ts'
import { ask } from '../../api/ask.ts'
import { addresses } from '../addresses.ts'
import { part } from '../parts/part.tsx'
import { useMay } from '../session/me.ts'
import { messages } from './both.tsx'
import type { Place } from './place.ts'
import { Start } from './start.tsx'

const Dashboard = part('dashboard', async () => {
  return (await import('../dashboard/dashboard.tsx')).Dashboard
})
const StaffDetails = part('staff', async () => {
  return (await import('../staff/staff-details.tsx')).StaffDetails
})
const ReviewList = part('requests', async () => {
  return (await import('../requests/review-list.tsx')).ReviewList
})
const AddMany = part('add-many', async () => {
  return (await import('../staff-import/add-many.tsx')).AddMany
})
const ImportPage = part('import', async () => {
  return (await import('../staff-import/import-page.tsx')).ImportPage
})
const Promotions = part('promotions', async () => {
  return (await import('../promotions/promotions.tsx')).Promotions
})
const SubmissionPage = part('submission', async () => {
  return (await import('../submission/submission-page.tsx')).SubmissionPage
})
const Codes = part('codes', async () => {
  return (await import('../codes/codes.tsx')).Codes
})
const JoinCode = part('join-code', async () => {
  return (await import('../join-code/join-code.tsx')).JoinCode
})
const ServiceAgreement = part('service-agreement', async () => {
  return (await import('../agreements/service-agreement.tsx')).ServiceAgreement
})
const Settings = part('settings', async () => {
  return (await import('../settings/settings.tsx')).Settings
})

function useWaitingRequests(): number | undefined {
  return useQuery({ ...ask(countStaff), enabled: useMay(countStaff) }).data?.counts.requested
}

const Home = () => (useMay(countStaff) ? <Dashboard /> : <Start places={isoPlaces} />)

const isAtRequests = (path: string) => path.startsWith(addresses.requests())

export const isoPlaces: Place[] = [
  {
    shows: countStaff,
    path: addresses.home,
    page: () => <Home />,
    link: { href: addresses.home, word: 'nav.dashboard', icon: LayoutDashboard },
  },
  {
    shows: listStaff,
    path: '/console/staff/:staffId?',
    page: ({ staffId }) => <StaffDetails openId={staffId} />,
    link: {
      group: 'nav.staffManagement',
      href: addresses.staff(),
      word: 'nav.staffDetails',
      icon: Users,
      includes: (path) => path.startsWith(addresses.staff()) && !isAtRequests(path),
    },
  },
  {
    shows: listStaff,
    path: addresses.requests(),
    page: () => <ReviewList />,
    link: {
      group: 'nav.staffManagement',
      href: addresses.requests(),
      word: 'nav.reviewList',
      icon: UserCheck,
      includes: isAtRequests,
      useWaiting: useWaitingRequests,
    },
  },
  { shows: listStaffImports, path: addresses.addMany, page: () => <AddMany /> },
  {
    shows: findStaffImport,
    path: '/console/staff/imports/:importId',
    page: ({ importId = '' }) => <ImportPage key={importId} importId={importId} />,
  },
  {
    shows: listIsoSubmissions,
    path: '/console/promotions/:submissionId?',
    page: ({ submissionId }) => <Promotions openId={submissionId} />,
    link: {
      group: 'nav.promotion',
      href: addresses.promotions(),
      word: 'nav.promotions',
      icon: ClipboardList,
      includes: (path) =>
        path.startsWith(addresses.promotions()) || path.startsWith(addresses.submission('')),
    },
  },
  {
    shows: findIsoSubmission,
    path: '/console/submissions/:submissionId',
    page: ({ submissionId = '' }) => <SubmissionPage submissionId={submissionId} />,
  },
  {
    shows: listCodes,
    path: '/console/marketing-codes/:code?',
    page: ({ code }) => <Codes openId={code} />,
    link: {
      group: 'nav.promotion',
      href: addresses.codes(),
      word: 'nav.codes',
      icon: QrCode,
      includes: (path) => path.startsWith(addresses.codes()),
    },
  },
  { shows: isoJoinCode, path: addresses.joinCode, page: () => <JoinCode /> },
  messages('iso', { group: 'nav.settings' }),
  {
    shows: serviceAgreement,
    path: addresses.serviceAgreement,
    page: () => <ServiceAgreement />,
    link: {
      group: 'nav.settings',
      href: addresses.serviceAgreement,
      word: 'nav.serviceAgreement',
      icon: FileCheck,
    },
  },
  {
    shows: workspaceSettings,
    path: addresses.settings,
    page: () => <Settings />,
    link: {
      group: 'nav.settings',
      href: addresses.settings,
      word: 'nav.general',
      icon: Settings2,
      needs: setWorkspaceSettings,
    },
  },
]
