/** Joining and leaving the organisation: the invitation, the person's answer, and the events that follow. */
import { writeTo } from '../state/chats.ts'
import { memberByUserId, type MemberPerson } from '../state/people.ts'
import type { Identity, Invitation, StoredPerson } from '../state/shapes/people.ts'
import type { Platform } from './platform.ts'
import { signupText } from './signup-text.ts'

const words = {
  signupTitle: { en: 'Messages', zh: '短信' },
  inviteTitle: { en: 'Org invitation', zh: '组织邀请' },
}

/** A text in the language of the person's device. */
export const inLanguageOf = <T>(person: StoredPerson, texts: { en: T; zh: T }) =>
  person.language.startsWith('zh') ? texts.zh : texts.en

export type Profile = Invitation['member']

/** Puts an Org invitation before the person; one that is still open is only brought up to date. */
export function invite(
  { settings, store }: Platform,
  person: StoredPerson,
  wanted: { departments: number[]; member: Profile; userId: string | undefined },
) {
  const { invitations } = store.state
  const open = invitations.find((one) => one.personId === person.id && one.state === 'pending')
  if (open) {
    open.departments = wanted.departments
    open.member = wanted.member
    if (wanted.userId) open.userId = wanted.userId
    store.changed()
    return
  }
  const invitation: Invitation = {
    id: `invitation${store.next()}`,
    personId: person.id,
    departments: wanted.departments,
    member: wanted.member,
    state: 'pending',
    at: Date.now(),
    ...(wanted.userId && { userId: wanted.userId }),
  }
  invitations.push(invitation)
  if (!person.installed)
    writeTo(
      store,
      person,
      { id: 'sms', title: inLanguageOf(person, words.signupTitle), kind: 'signup' },
      { kind: 'signup', text: signupText(person.language, settings.organisationName) },
    )
  writeTo(
    store,
    person,
    { id: 'invitations', title: inLanguageOf(person, words.inviteTitle), kind: 'notice' },
    { kind: 'invitation', invitationId: invitation.id },
  )
}

/** The time of an event as text, which some events do not have. */
export const moment = () => String(Date.now())

/** Makes the person a member and tells the service. Returns the new userid. */
export function join(
  { store, push }: Platform,
  person: StoredPerson,
  wanted: { departments: number[]; member: Profile; userId: string | undefined },
) {
  const userId = wanted.userId ?? freeUserId(store.state.people, person.preferredUserId)
  person.installed = true
  // the question cannot be skipped in DingTalk: without an answer Alipay Partner counts
  person.identity ??= 'alipayPartner'
  person.member = {
    ...wanted.member,
    userId,
    departments: wanted.departments,
    joinedAt: Date.now(),
  }
  store.changed()
  push.publish('user_add_org', { timeStamp: moment(), userId: [userId] })
  push.publish('user_active_org', { userId: [userId] })
  return userId
}

function freeUserId(people: StoredPerson[], wanted: string) {
  const taken = new Set(people.map((person) => person.member?.userId))
  let userId = wanted
  for (let n = 2; taken.has(userId); n += 1) userId = `${wanted}${n}`
  return userId
}

/** The person answers an invitation. False when there is none open by that id. */
export function answerInvitation(
  platform: Platform,
  person: StoredPerson,
  invitationId: string,
  answer: 'agreed' | 'declined',
) {
  const invitation = platform.store.state.invitations.find(
    (one) => one.id === invitationId && one.personId === person.id,
  )
  if (invitation?.state !== 'pending') return false
  invitation.state = answer
  platform.store.changed()
  if (answer === 'agreed') {
    const { departments, member } = invitation
    const taken = invitation.userId && memberByUserId(platform.store.state, invitation.userId)
    join(platform, person, {
      departments,
      member,
      userId: taken ? undefined : invitation.userId,
    })
  }
  return true
}

/** The person has another phone number from now on. */
export function renumber(platform: Platform, person: StoredPerson, phone: string) {
  person.phone = phone
  platform.store.changed()
  publishModified(platform, person)
}

/** Tells the service that something about a member has changed, though not what. */
function publishModified({ push }: Platform, person: StoredPerson) {
  if (!person.member) return
  const { userId, name } = person.member
  push.publish('user_modify_org', {
    timeStamp: moment(),
    userId: [userId],
    diffInfo: { prev: { name }, curr: { name }, userid: userId },
  })
}

/** What the person says they are: once after the first sign-in, and again whenever they change it. */
export function chooseIdentity(platform: Platform, person: StoredPerson, identity: Identity) {
  const isOther = person.identity !== identity
  person.identity = identity
  platform.store.changed()
  if (isOther) publishModified(platform, person)
}

/** The person leaves, or is removed. */
export function leave({ store, push }: Platform, person: MemberPerson) {
  const { userId } = person.member
  delete (person as StoredPerson).member
  store.changed()
  push.publish('user_leave_org', { timeStamp: moment(), userId: [userId] })
}
