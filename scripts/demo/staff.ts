/** Staff of the demonstration, some in every state of an association. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../service/clock.ts'
import type { Operator } from '../../service/http/callers.ts'
import type { StaffStatus } from '../../service/staff/contract/association.ts'
import { StaffMembers, type StaffMember, type TimelineEntry } from '../../service/staff/model.ts'
import { searchKeysOf } from '../../service/staff/rules/search-keys.ts'
import { demoColleagues, demoPeople } from './people.ts'

const day = 86_400_000

interface Sketch {
  name: string
  phone: string
  status: StaffStatus
  via: StaffMember['via']
  daysAgo: number
  more?: Partial<StaffMember>
}

const harbourList: Sketch[] = [
  { name: 'Daniel Koh', phone: '+6581230011', status: 'associated', via: 'iso', daysAgo: 41 },
  { name: '王小芳', phone: '+8613800010012', status: 'associated', via: 'request', daysAgo: 30 },
  { name: 'Siti Rahman', phone: '+60123450013', status: 'invited', via: 'iso', daysAgo: 1 },
  { name: 'Jun Hao Lim', phone: '+6581230014', status: 'requested', via: 'request', daysAgo: 0 },
  { name: 'Priya Nair', phone: '+6581230015', status: 'requested', via: 'request', daysAgo: 0 },
  { name: 'Ken Ong', phone: '+6581230016', status: 'approved', via: 'request', daysAgo: 0 },
  {
    name: 'Tomás Rey',
    phone: '+6581230017',
    status: 'rejected',
    via: 'request',
    daysAgo: 6,
    more: { rejection: { reason: 'not_our_staff', note: 'No such person in our sales team.' } },
  },
  {
    name: 'Grace Yeo',
    phone: '+6581230018',
    status: 'invitation_failed',
    via: 'iso',
    daysAgo: 2,
    more: { failure: { reason: 'too_many_organisations', errcode: 40019 } },
  },
  { name: 'Ibrahim Aziz', phone: '+6581230019', status: 'removed', via: 'iso', daysAgo: 90 },
  { name: 'Chloe Sim', phone: '+6581230020', status: 'left', via: 'iso', daysAgo: 75 },
]

const lotusList: Sketch[] = [
  { name: 'Somchai Dee', phone: '+66812340021', status: 'associated', via: 'iso', daysAgo: 20 },
  { name: 'Anong Chai', phone: '+66812340023', status: 'associated', via: 'iso', daysAgo: 35 },
  { name: 'Malee Suk', phone: '+66812340022', status: 'requested', via: 'request', daysAgo: 0 },
]

/** How each state is reached, for the timeline. */
const paths: Record<StaffStatus, string[]> = {
  requested: ['requested'],
  approved: ['requested', 'approved'],
  invited: ['added'],
  associated: ['added', 'associated'],
  rejected: ['requested', 'rejected'],
  invitation_failed: ['added', 'invitation_failed'],
  removed: ['added', 'associated', 'removed'],
  left: ['added', 'associated', 'left'],
}

function timelineOf({ name, status, via, daysAgo, more }: Sketch, by: Operator): TimelineEntry[] {
  const start = clock.time() - daysAgo * day - 3 * 3_600_000
  const steps =
    via === 'request' && status === 'associated'
      ? ['requested', 'approved', 'invited', 'associated']
      : paths[status]
  return steps.map((what, index) => {
    const actor: TimelineEntry['by'] =
      what === 'requested' || what === 'left'
        ? { kind: 'staff', id: 'demo', name }
        : ['associated', 'invited', 'invitation_failed'].includes(what)
          ? { kind: 'system', id: 'system', name: 'DingTalk' }
          : { kind: 'operator', id: by.id, name: by.name }
    return {
      at: new Date(start + index * 40 * 60_000),
      what,
      by: actor,
      note: what === 'rejected' ? (more?.rejection?.note ?? '') : '',
    }
  })
}

function inDingTalk(phone: string): Pick<StaffMember, 'dingtalkUserId'> {
  const person = [...demoPeople, ...demoColleagues].find((one) => one.phone === phone)
  if (!person) throw new Error('an associated member who is not in DingTalk')
  return { dingtalkUserId: person.dingtalkUserId }
}

function memberOf(sketch: Sketch, by: Operator): StaffMember {
  const timeline = timelineOf(sketch, by)
  const isIn = sketch.status === 'associated'
  return {
    _id: randomUUIDv7(),
    iso: by.workspace.id,
    name: sketch.name,
    phone: sketch.phone,
    status: sketch.status,
    since: timeline.at(-1)?.at ?? clock.now(),
    via: sketch.via,
    requestIds: [],
    searchKeys: searchKeysOf(sketch.name, sketch.phone),
    ...(isIn && inDingTalk(sketch.phone)),
    timeline,
    createdAt: timeline[0]?.at ?? clock.now(),
    ...sketch.more,
  }
}

/** @returns those who are associated, who have made visits */
export async function buildStaffList(
  harbour: Operator,
  lotus: Operator,
): Promise<{ harbour: StaffMember[]; lotus: StaffMember[] }> {
  const mei = demoPeople.find(({ id }) => id === 'mei')
  if (!mei) throw new Error('no person is called mei')
  const joined: Sketch = {
    name: mei.name,
    phone: mei.phone,
    status: 'associated',
    via: 'iso',
    daysAgo: 14,
  }
  const ours = [joined, ...harbourList].map((sketch) => memberOf(sketch, harbour))
  const theirs = lotusList.map((sketch) => memberOf(sketch, lotus))
  await StaffMembers.insertMany([...ours, ...theirs])
  const associated = (list: StaffMember[]) => list.filter(({ status }) => status === 'associated')
  return { harbour: associated(ours), lotus: associated(theirs) }
}
