/** Makes the people of a test: ISOs with admins, reviewers, staff, each with a client that is signed in. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { hashPassword } from '../../service/accounts/actions/passwords.ts'
import { Accounts, Sessions, type Account } from '../../service/accounts/model.ts'
import { issueAccessToken, type SessionKind } from '../../service/http/authentication.ts'
import { regionsOfNewcomer } from '../../service/staff/rules/regions.ts'
import { searchKeysOf } from '../../service/staff/rules/search-keys.ts'
import { StaffMembers, type StaffMember } from '../../service/staff/model.ts'
import { agreedByStaff, insertMember, insertWorkspace } from '../../scripts/demo/rows.ts'
import type { Member } from '../../service/team/model.ts'
import type { Workspace } from '../../service/workspaces/model.ts'

import { callsBy, type Answer, type Calls } from './calls.ts'
import { mustBeDeclared } from './declared.ts'

/** `call` and `refused` take an endpoint of a contract; the others take any address, also one that does not exist. */
export interface Client extends Calls {
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body?: unknown): Promise<Answer>
  delete(path: string, headers?: Record<string, string>): Promise<Answer>
  token: string | undefined
  /** Any method, with a body where it is no GET. */
  send(method: string, path: string, body: unknown): Promise<Answer>
}

/** A caller without a browser; with a token it is signed in. */
export function clientOf(url: string, token?: string): Client {
  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const isBytes = body instanceof Uint8Array
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    })
    const isJson = response.headers.get('content-type')?.includes('json')
    const heard = isJson ? await response.json() : Buffer.from(await response.arrayBuffer())
    if (response.status >= 400) mustBeDeclared(method, path, heard)
    return { status: response.status, headers: response.headers, body: heard }
  }
  return {
    ...callsBy(send),
    token,
    send: (method, path, body) => send(method, path, method === 'GET' ? undefined : body),
    get: (path) => send('GET', path),
    post: (path, body = {}, headers) => send('POST', path, body, headers),
    put: (path, body = {}, headers) => send('PUT', path, body, headers),
    patch: (path, body = {}) => send('PATCH', path, body),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
  }
}

/** Signs a person in without a password. @param subject a membership, or a person in DingTalk */
export async function signedIn(url: string, kind: SessionKind, subject: string): Promise<Client> {
  const _id = randomUUIDv7()
  const now = new Date()
  await Sessions.create({
    _id,
    kind,
    subject,
    name: 'Test person',
    current: randomBytes(32).toString('base64url'),
    rotatedAt: now,
    createdAt: now,
    expiresAt: new Date(now.getTime() + 3_600_000),
  })
  return clientOf(url, issueAccessToken({ kind, sessionId: _id, subject }))
}

export interface TestOperator extends Calls {
  workspace: Workspace
  account: Account
  member: Member
  password: string
  client: Client
}

const password = 'correct horse battery'
/** Made once: to hash a password takes long on purpose. */
let passwordHash: Promise<string> | undefined

let count = 0

/** An operator in a workspace of their own (or in `workspace`). */
export async function buildOperator(
  url: string,
  given: {
    kind?: 'iso' | 'platform'
    roles?: string[]
    workspace?: Workspace
    dingtalkUserId?: string
  } = {},
): Promise<TestOperator> {
  const n = ++count
  const kind = given.workspace?.kind ?? given.kind ?? 'iso'
  const workspace =
    given.workspace ??
    (await insertWorkspace({
      kind,
      name: kind === 'iso' ? `ISO ${n}` : 'Alipay+',
      email: `boss${n}@iso.example`,
    }))
  const account = await Accounts.create({
    _id: randomUUIDv7(),
    email: `operator${n}@iso.example`,
    name: `Operator ${n}`,
    passwordHash: await (passwordHash ??= hashPassword(password)),
    language: 'en',
    ...(given.dingtalkUserId ? { dingtalkUserId: given.dingtalkUserId } : {}),
    createdAt: new Date(),
  })
  const roles = given.roles ?? [kind === 'iso' ? 'iso.admin' : 'platform.reviewer']
  const member = await insertMember(workspace._id, account._id, roles)
  const client = await signedIn(url, 'operator', member._id)
  const { call, refused } = client
  return { workspace, account: account.toObject(), member, password, client, call, refused }
}

export interface TestStaff extends Calls {
  member: StaffMember
  client: Client
}

/** A staff member of an ISO, associated unless told otherwise, who has agreed to the policies. */
export async function buildStaff(
  url: string,
  iso: string,
  given: Partial<StaffMember> = {},
): Promise<TestStaff> {
  const n = ++count
  const name = given.name ?? `Staff ${n}`
  const phone = given.phone ?? `+658${String(1_000_000 + n).padStart(7, '0')}`
  const now = new Date()
  const dingtalkUserId = given.dingtalkUserId ?? `user${n}`
  const member: StaffMember = {
    _id: randomUUIDv7(),
    iso,
    name,
    phone,
    status: 'associated',
    since: now,
    via: 'iso',
    requestIds: [],
    searchKeys: searchKeysOf(name, phone),
    regions: regionsOfNewcomer(phone),
    dingtalkUserId,
    agreedTo: [...agreedByStaff],
    timeline: [],
    createdAt: now,
    ...given,
  }
  await StaffMembers.insertMany([member])
  const client = await signedIn(url, 'staff', dingtalkUserId)
  const { call, refused } = client
  return { member, client, call, refused }
}

/** A person in the DingTalk organisation who belongs to no ISO. */
export async function buildUnassociated(url: string, userId: string): Promise<Client> {
  return signedIn(url, 'staff', userId)
}
