/** The state as the page of phones and the tests see it. */
import { unreadOf } from './chats.ts'
import { onStage } from './people.ts'
import type { CardButton, StoredCard, StoredMessage, StoredPerson, StoredState } from './shapes.ts'

const mostLines = 6
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
    publicUrl: options.publicUrl,
    streamConnections: options.streamConnections,
    events: options.events,
    people: onStage(state).map((person) => viewPerson(state, person, options)),
    misbehaviour: state.rules,
    mailCount: state.mails.length,
  }
}

function viewPerson(state: StoredState, person: StoredPerson, options: ViewOptions) {
  const { id, name, phone, language, hint, role, iso, device, installed, member } = person
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
      messages: chat.messages.map((message) => viewMessage(state, person, message, options)),
    })),
    ...(person.openRequest && { openRequest: person.openRequest }),
    ...(person.demoSignIn && { demoSignIn: person.demoSignIn }),
    /** The service has given the device a cookie that holds for days: not one of a sign-in under way. */
    signedIn: person.cookies.some(
      ({ expiresAt }) => expiresAt === undefined || expiresAt > Date.now() + lasting,
    ),
  }
}

function viewMessage(
  state: StoredState,
  person: StoredPerson,
  message: StoredMessage,
  options: ViewOptions,
) {
  const { id, at, read } = message
  if (message.kind === 'card') {
    const card = state.cards.find((one) => one.outTrackId === message.outTrackId)
    return { id, at, read, kind: message.kind, ...viewCard(card, person, message.outTrackId) }
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

/** A card drawn from its parameters: one way for every template. */
function viewCard(card: StoredCard | undefined, person: StoredPerson, outTrackId: string) {
  const map: Record<string, string> = {
    ...card?.cardParamMap,
    ...card?.privateParamMaps[person.member?.userId ?? ''],
  }
  const lines = []
  for (let n = 1; n <= mostLines; n += 1) {
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
