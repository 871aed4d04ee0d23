/** The state of the first start: the demo people, of whom some are members of the organisation. */
import { randomBytes } from 'node:crypto'
import { demoColleagues, demoOrganisation, demoPeople, type DemoPerson } from '../../demo/people.ts'
import type { Knobs } from './shapes/misbehaviour.ts'
import type { StoredPerson } from './shapes/people.ts'
import type { StoredState } from './shapes/state.ts'

/** The department that every organisation has. */
export const rootDepartment = 1

export const defaultKnobs: Knobs = {
  tokenSeconds: 7200,
  callsPerSecond: 20,
  callsPerMinute: null,
  callsPerSecondOfAll: null,
  callsPerMonth: null,
  callsPerAddress: 10_000,
  banSeconds: 300,
  banAnswer: 'html',
  messagesPerDay: 500,
  egressAddresses: [],
  missingScopes: [],
  clockSkewSeconds: 0,
  redeliverMs: 60_000,
  callbackTimeoutMs: 1500,
  cardTimeoutMs: 2000,
  robotTimeoutMs: 5000,
  cardFrames: 'usual',
  eventNames: 'today',
  eventOwner: 'app',
  pingMs: 30_000,
  authCodeSeconds: 300,
  consentNeeded: true,
  joinLinksOff: false,
  identityField: demoOrganisation.identityField,
  isAbroad: false,
  documentedTexts: false,
  streamOverTls: false,
}

/** A person that never met the organisation, on a device that is as it comes from the shop. */
export function newPerson(about: {
  id: string
  name: string
  phone: string
  language: string
  device: 'phone' | 'desktop'
  userId?: string
  hint?: string
  role?: string
}): StoredPerson {
  return {
    id: about.id,
    name: about.name,
    phone: about.phone,
    language: about.language,
    hint: about.hint ?? '',
    role: about.role ?? 'staff',
    device: about.device,
    preferredUserId: about.userId ?? `${about.id}${randomBytes(3).toString('hex')}`,
    unionId: `${randomBytes(12).toString('base64url')}iE`,
    openId: `${randomBytes(12).toString('base64url')}iEiE`,
    installed: false,
    identity: null,
    online: true,
    place: { latitude: 1.2836, longitude: 103.8443, accuracy: 18 },
    scanNext: null,
    cameraNext: null,
    pageCamera: false,
    chats: [],
    cookies: [],
  }
}

function fromDemo(demo: DemoPerson, isFirstToJoin: boolean): StoredPerson {
  const person = newPerson({ ...demo, userId: demo.dingtalkUserId })
  if (demo.iso) person.iso = demo.iso
  if (demo.email && demo.password)
    person.demoSignIn = { email: demo.email, password: demo.password }
  if (demo.phone.startsWith('+66'))
    person.place = { latitude: 13.7466, longitude: 100.5347, accuracy: 24 }
  // The first who is invited has no DingTalk yet, so that a visitor sees the signup message too.
  person.installed = demo.joined || !isFirstToJoin
  if (person.installed) person.identity = 'alipayPartner'
  if (demo.joined)
    person.member = {
      userId: demo.dingtalkUserId,
      name: demo.name,
      departments: [rootDepartment],
      joinedAt: Date.now(),
    }
  return person
}

function colleague(demo: (typeof demoColleagues)[number]): StoredPerson {
  const { dingtalkUserId: userId, name, phone } = demo
  const person = newPerson({ id: userId, name, phone, language: 'en', device: 'phone', userId })
  return {
    ...person,
    installed: true,
    identity: 'alipayPartner',
    offStage: true,
    member: { userId, name, departments: [rootDepartment], joinedAt: Date.now() },
  }
}

export function initialState(organisationName: string): StoredState {
  const firstToJoin = demoPeople.find((demo) => !demo.joined)?.id
  return {
    version: 1,
    sequence: 100,
    people: [
      ...demoPeople.map((demo) => fromDemo(demo, demo.id === firstToJoin)),
      ...demoColleagues.map(colleague),
    ],
    departments: [{ id: rootDepartment, name: organisationName, parentId: 0 }],
    groups: [],
    invitations: [],
    cards: [],
    cardCallbacks: {},
    accessTokens: [],
    jsapiTickets: [],
    userTokens: [],
    refreshTokens: [],
    codes: [],
    robotSessions: [],
    callsOfMonth: { month: '', count: 0 },
    customRobots: [],
    registeredCallback: null,
    media: [],
    pendingEvents: [],
    failedCallbacks: [],
    workNotifications: [],
    workNotificationsSeen: [],
    workNotificationsOfDay: {},
    trayCodes: [],
    rules: [],
    mails: [],
    knobs: { ...defaultKnobs },
  }
}
