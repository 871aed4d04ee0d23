/** The state as the page of phones and the tests see it. */
import { unreadOf } from './chats.ts'
import { onStage } from './people.ts'
import type { CardButton, StoredCard } from './shapes/messages.ts'
import type { StoredChat, StoredMessage, StoredPerson } from './shapes/people.ts'
import type { StoredState } from './shapes/state.ts'

const maxLines = 6
const mostButtons = 5
/** Milliseconds. */
const lasting = 86_400_000

export interface ViewOptions {
  corpId: string
  organisationName: string
  publicUrl: string
  events: 'stream' | 'callback'
  streamConnections: number
  /** Address of a person's device, as the reader can reach it. */
  deviceUrl: (personId: string) => string
}

export function viewState(state: StoredState, options: ViewOptions) {
  return {
    organisation: {
      corpId: options.corpId,
      name: options.organisationName,
      departments: state.departments,
    },
    groups: state.groups,
    publicUrl: options.publicUrl,
    streamConnections: options.streamConnections,
    events: options.events,
    people: onStage(state).map((person) => viewPerson(state, person, options)),
    misbehaviour: state.rules,
    mailCount: state.mails.length,
  }
}

function viewPerson(state: StoredState, person: StoredPerson, options: ViewOptions) {
  const { id, name, phone, language, hint, role, iso, device, installed, identity, member } = person
  return {
    id,
    name,
    phone,
    language,
    hint,
    role,
    ...(iso && { iso }),
    device,
    url: options.deviceUrl(id),
    home: device === 'phone' ? `/?corpid=${options.corpId}` : '/console',
    installed,
    identity,
    member: member !== undefined,
    ...(member && { userId: member.userId, departments: member.departments }),
    online: person.online,
    place: person.place,
    scanNext: person.scanNext,
    cameraNext: person.cameraNext,
    pageCamera: person.pageCamera,
    unread: unreadOf(person),
    chats: person.chats.map((chat) => ({
      ...chat,
      messages: chat.messages.map((message) =>
        viewMessage(state, { person, chat }, message, options),
      ),
    })),
    ...(person.openRequest && { openRequest: person.openRequest }),
    ...(person.demoSignIn && { demoSignIn: person.demoSignIn }),
    deeds: person.deeds ?? [],
    /** The service has given the device a cookie that holds for days: not one of a sign-in under way. */
    signedIn: person.cookies.some(
      ({ expiresAt }) => expiresAt === undefined || expiresAt > Date.now() + lasting,
    ),
  }
}

function viewMessage(
  state: StoredState,
  { person, chat }: { person: StoredPerson; chat: StoredChat },
  message: StoredMessage,
  options: ViewOptions,
) {
  const { id, at, read } = message
  if (message.kind === 'card') {
    const card = state.cards.find((one) => one.outTrackId === message.outTrackId)
    return {
      id,
      at,
      read,
      kind: message.kind,
      ...viewCard(card, person, message.outTrackId),
      ...announcementOf(card, person, chat),
    }
  }
  if (message.kind === 'invitation') {
    const invitation = state.invitations.find((one) => one.id === message.invitationId)
    const names = (invitation?.departments ?? [])
      .map((wanted) => state.departments.find((one) => one.id === wanted)?.name)
      .filter((name) => name !== undefined)
    return {
      ...message,
      organisation: options.organisationName,
      department: names.join(', '),
      state: invitation?.state ?? 'declined',
    }
  }
  return message
}

/** Languages of DingTalk's clients, as `lastMessageI18n` names them. */
const languages: Record<string, string> = {
  zh: 'ZH_CN',
  'zh-tw': 'ZH_TW',
  en: 'EN_US',
  ja: 'JA_JP',
  vi: 'VI_VN',
  th: 'TH_TH',
}

/** What the list of chats and the notification say of a card, in the person's language where the service gave it. */
function announcementOf(card: StoredCard | undefined, person: StoredPerson, { kind }: StoredChat) {
  const space = card?.spaces?.[kind === 'group' ? 'IM_GROUP' : 'IM_ROBOT']
  const tag = person.language.toLowerCase()
  const language = languages[tag] ?? languages[tag.split('-')[0] ?? '']
  const said = space?.lastMessage ?? {}
  const lastMessage = said[language ?? ''] ?? said.EN_US ?? Object.values(said)[0]
  return {
    ...(lastMessage && { lastMessage }),
    ...(space?.alert && { alert: space.alert }),
    ...(space?.silent && { silent: true }),
  }
}

/** A card drawn from its parameters: one way for every template. */
function viewCard(card: StoredCard | undefined, person: StoredPerson, outTrackId: string) {
  const userId = person.member?.userId ?? ''
  const map: Record<string, string> = {
    ...(card?.shownTo?.[userId] ?? card?.cardParamMap),
    ...card?.privateParamMaps[userId],
  }
  const lines = []
  for (let n = 1; n <= maxLines; n += 1) {
    const label = map[`line${n}Label`] ?? ''
    const value = map[`line${n}Value`] ?? ''
    if (label || value) lines.push({ label, value })
  }
  const buttons: CardButton[] = []
  for (let n = 1; n <= mostButtons; n += 1) {
    const title = map[`button${n}Title`]
    if (!title) continue
    const style = map[`button${n}Style`]
    const url = map[`button${n}Url`]
    buttons.push({
      id: map[`button${n}Id`] || `button${n}`,
      title,
      style: style === 'primary' || style === 'danger' ? style : 'plain',
      ...(url && { url }),
    })
  }
  return {
    outTrackId,
    templateId: card?.templateId ?? '',
    title: map.title ?? '',
    lines,
    ...(map.text && { text: map.text }),
    ...(map.status && { status: map.status }),
    ...(map.statusKind && { statusKind: map.statusKind }),
    buttons,
  }
}
