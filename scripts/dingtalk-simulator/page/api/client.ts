/** Asks the simulator's control API; one function for each thing the page can do. */
import type {
  Call,
  Code,
  Identity,
  Mail,
  Person,
  Photo,
  Rule,
  Settings,
  SimulatorState,
} from './types.ts'

/** The simulator was not reached or did not do what was asked; `status` is 0 when not reached. */
export class RequestFailed extends Error {
  override name = 'RequestFailed'
  readonly status: number

  constructor(status: number, options?: ErrorOptions) {
    super(`The simulator answered ${status}`, options)
    this.status = status
  }
}

const api = '/simulator/api'

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { 'content-type': 'application/json' }
  }
  const answer = await fetch(api + path, init).catch((cause: unknown) => {
    throw new RequestFailed(0, { cause })
  })
  if (!answer.ok) throw new RequestFailed(answer.status)
  const text = await answer.text()
  return (text ? JSON.parse(text) : undefined) as T
}

const of = (person: string) => `/people/${encodeURIComponent(person)}`

/** Whether what a person did has reached the service. */
export type Delivery = { delivered: true } | { delivered: false; reason: string }

export type DevicePatch = Partial<
  Pick<Person, 'online' | 'language' | 'place' | 'scanNext' | 'cameraNext' | 'installed'> & {
    identity: Identity
  }
>

export type NewPerson = Pick<Person, 'id' | 'name' | 'phone' | 'language' | 'device'>

export const changesUrl = `${api}/changes`

export const readState = () => ask<SimulatorState>('GET', '/state')

export const answerInvitation = (person: string, id: string, answer: 'agree' | 'decline') =>
  ask('POST', `${of(person)}/invitations/${encodeURIComponent(id)}/${answer}`)

/** What a person says to the robot, by the ways that DingTalk has. */
export type Written =
  | { text: string; unionIdOnly?: true }
  | { richText: ({ text: string } | { picture: true })[] }
  | { audio: { durationMs: number; recognition: string } }
  | { picture: true }
  | { file: string }

export const sendMessage = (person: string, written: Written) =>
  ask<Delivery>('POST', `${of(person)}/messages`, written)

export const pressCard = (person: string, outTrackId: string, actionId: string) =>
  ask<Delivery>('POST', `${of(person)}/cards/${encodeURIComponent(outTrackId)}/press`, {
    actionId,
  })

export const changeDevice = (person: string, patch: DevicePatch) =>
  ask('PATCH', `${of(person)}/device`, patch)

export const markRead = (person: string, chat: string) =>
  ask('POST', `${of(person)}/read`, { chat })

export const leaveOrganisation = (person: string) => ask('POST', `${of(person)}/leave`)

export const addPerson = (person: NewPerson) => ask('POST', '/people', person)

export const readCodes = () => ask<Code[]>('GET', '/tray/codes')

export const readPhotos = () => ask<Photo[]>('GET', '/tray/photos')

export const addRule = (rule: Rule) => ask('POST', '/misbehaviour', { rule })

export const removeRule = (id: string) => ask('DELETE', `/misbehaviour/${encodeURIComponent(id)}`)

export const clearRules = () => ask('DELETE', '/misbehaviour')

/** Calls with a number above `after`. */
export const readCalls = (after: number) => ask<Call[]>('GET', `/calls?after=${after}`)

export const clearCalls = () => ask('DELETE', '/calls')

export const readMails = () => ask<Mail[]>('GET', '/mails')

export const readSettings = () => ask<Settings>('GET', '/settings')

export const changeSettings = (patch: Partial<Settings>) =>
  ask<Settings>('PATCH', '/settings', patch)

export const expireTokens = () => ask('POST', '/tokens/expire')

/** Tells Stream clients to go, or cuts them off without a word. */
export const endStream = (abruptly: boolean) =>
  ask('POST', `/stream/disconnect${abruptly ? '?abrupt' : ''}`)

export const ban = () => ask('POST', '/ban')

export const liftBan = () => ask('DELETE', '/ban')

export const resetSimulator = () => ask('POST', '/reset')
