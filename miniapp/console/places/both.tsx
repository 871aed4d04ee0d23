/** Pages that operators of ISOs and of the platform have. */
import { MessagesSquare } from 'lucide-react'
import { listMySessions } from '../../../service/accounts/contract.ts'
import { listMessages, operatorPreferences } from '../../../service/notifications/contract.ts'
import { addresses } from '../addresses.ts'
import { part } from '../parts/part.tsx'
import type { Place, PlaceLink } from './place.ts'

const Account = part('account', async () => (await import('../account/account.tsx')).Account)
const Messages = part('messages', async () => {
  return (await import('../messages/messages.tsx')).Messages
})
const Preferences = part('preferences', async () => {
  return (await import('../preferences/preferences.tsx')).Preferences
})

/** What the bot has sent. */
export const messages = (by: 'iso' | 'platform', place: Pick<PlaceLink, 'group'>): Place => ({
  shows: { by, may: listMessages.may },
  path: '/console/messages/:messageId?',
  page: ({ messageId }) => <Messages openId={messageId} />,
  link: {
    ...place,
    href: addresses.messages(),
    word: 'nav.messages',
    icon: MessagesSquare,
    includes: (path) => path.startsWith(addresses.messages()),
  },
})

/** Behind the name of the person, not in the navigation. */
export const personalPlaces: Place[] = [
  { shows: operatorPreferences, path: addresses.preferences, page: () => <Preferences /> },
  { shows: listMySessions, path: addresses.account, page: () => <Account /> },
]
