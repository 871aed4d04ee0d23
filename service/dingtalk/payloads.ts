/** Reads contact events, whose spelling differs between Stream, HTTP, and kinds of app. */
import { createHash } from 'node:crypto'
import { clock } from '../clock.ts'
import { listOf } from './answers.ts'

type SubjectKind = 'dingtalkUser' | 'dingtalkDepartment' | 'dingtalkOrganisation'

/** The people an event is about; other types do not concern the service. */
const subjects: Record<string, SubjectKind> = {
  user_add_org: 'dingtalkUser',
  user_active_org: 'dingtalkUser',
  user_modify_org: 'dingtalkUser',
  user_leave_org: 'dingtalkUser',
  org_admin_add: 'dingtalkUser',
  org_admin_remove: 'dingtalkUser',
  org_dept_create: 'dingtalkDepartment',
  org_dept_modify: 'dingtalkDepartment',
  org_dept_remove: 'dingtalkDepartment',
  org_change: 'dingtalkOrganisation',
  org_remove: 'dingtalkOrganisation',
}

const idField: Record<SubjectKind, string> = {
  dingtalkUser: 'userid',
  dingtalkDepartment: 'deptid',
  dingtalkOrganisation: 'corpid',
}

export interface ContactEvent {
  type: string
  isKnown: boolean
  corpId: string
  subjects: { kind: SubjectKind; id: string }[]
}

/** Value of a field whatever its capitals. */
function pick(data: Record<string, unknown>, name: string): unknown {
  const key = Object.keys(data).find((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : data[key]
}

const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'number'
const wordOf = (value: unknown) => (isWord(value) ? String(value) : '')

/** Ids given alone, in a list, or in a list that is JSON in text; each once. */
function idsOf(value: unknown): string[] {
  const list = listOf(value) ?? [value]
  return [...new Set(list.map(wordOf).filter(Boolean))]
}

export function readEvent(
  data: Record<string, unknown>,
  given: { type?: string | undefined; corpId?: string | undefined },
): ContactEvent {
  const type = given.type || wordOf(pick(data, 'eventtype'))
  const kind = Object.hasOwn(subjects, type) ? subjects[type] : undefined
  const corpId = given.corpId || wordOf(pick(data, 'corpid'))
  if (!kind) return { type, isKnown: false, corpId, subjects: [] }
  const ids = kind === 'dingtalkOrganisation' ? [corpId] : idsOf(pick(data, idField[kind]))
  return { type, isKnown: true, corpId, subjects: ids.filter(Boolean).map((id) => ({ kind, id })) }
}

/** An id for an event that came without one beside its data: the same for each repetition, another for each event. */
export function eventIdOf(event: ContactEvent, data: Record<string, unknown>): string {
  const born = wordOf(pick(data, 'timestamp')) || wordOf(pick(data, 'eventtime'))
  // one that is pulled because it was missed has no id, though its post had one: its time names it in both
  if (born) return digest([event.type, event.corpId, event.subjects, born])
  const named = wordOf(pick(data, 'eventid'))
  if (named) return named
  // without a time of its own the same content may mean a new event, but not within the hour
  const when = `hour ${Math.floor(clock.time() / 3_600_000)}`
  return digest([event.type, event.corpId, event.subjects, when, sorted(data)])
}

function digest(content: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}

function sorted(data: Record<string, unknown>): [string, unknown][] {
  return Object.entries(data).toSorted(([one], [other]) => (one < other ? -1 : 1))
}
