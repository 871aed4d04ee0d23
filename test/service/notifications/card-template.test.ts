import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { configure } from '../../../service/config.ts'
import template from '../../../service/notifications/card-template.json' with { type: 'json' }
import { params, type Card, type CardParams } from '../../../service/notifications/view/card.ts'
import * as plainCards from '../../../service/notifications/view/cards.ts'
import * as credentialCards from '../../../service/notifications/view/credential-cards.ts'
import { mail, workNotification } from '../../../service/notifications/view/other-ways.ts'
import * as reviewCards from '../../../service/notifications/view/review-card.ts'
import {
  answeredCard,
  taskAssignedMessage,
  taskResultMessage,
} from '../../../service/inspections/messages.ts'
import type { StoredTask } from '../../../service/inspections/model.ts'
import { messages } from '../../../service/worker.ts'
import type { StaffMember } from '../../../service/staff/model.ts'
import { testEnvironment } from '../../setup/environment.ts'

const cards = { ...plainCards, ...credentialCards, ...reviewCards }

beforeAll(() => void configure(testEnvironment({})))

const at = new Date('2026-11-20T03:00:00Z')
const member: StaffMember = {
  _id: '019ab000-0000-7000-8000-000000000001',
  iso: '019ab000-0000-7000-8000-000000000002',
  name: 'Lin Wei',
  phone: '+6581230002',
  status: 'requested',
  since: at,
  via: 'request',
  requestIds: [],
  searchKeys: [],
  timeline: [{ at, what: 'requested', by: { kind: 'system', id: 'stranger', name: '' }, note: '' }],
  createdAt: at,
}
const asked: StaffMember = {
  ...member,
  status: 'invited',
  consent: { at, dingtalkUserId: 'lin02' },
}
const result = {
  submissionId: '019ab000-0000-7000-8000-000000000003',
  storeName: 'Kopi Corner',
  storeApproved: true,
  spotsApproved: 1,
  spotsRejected: 1,
}

const account = {
  email: 'tester@alipay.example',
  rotatedAt: at,
  loan: { id: '019ab000-0000-7000-8000-000000000005', staff: member._id, name: member.name, at },
  ended: [],
}

const task: StoredTask = {
  _id: '019ab000-0000-7000-8000-000000000006',
  store: {
    id: '019ab000-0000-7000-8000-000000000007',
    name: 'Kopi Corner',
    category: 'cafe',
    address: '12 Amoy Street, Singapore',
    place: null,
    photo: '019ab000-0000-7000-8000-000000000008',
  },
  spots: [],
  iso: member.iso,
  since: at,
  open: true,
  earlierAnswers: [],
  timeline: [],
  createdAt: at,
  status: 'assigned',
  deadline: at,
  assignment: { id: '019ab000-0000-7000-8000-000000000009', staff: member._id, name: 'Lin', at },
  returnReason: '',
}

/** One of each card that the bot sends. */
const sent: Record<keyof typeof cards, () => CardParams> = {
  associationRequestCard: () =>
    cards.associationRequestCard({ language: 'en' }, member, 'Harbour Pay', { why: '' }),
  consentCard: () => cards.consentCard('en', asked, 'Harbour Pay', 'lin02'),
  welcomeCard: () => cards.welcomeCard('en', 'Lin Wei', 'Harbour Pay'),
  importFinishedCard: () =>
    cards.importFinishedCard('en', {
      id: '019ab000-0000-7000-8000-000000000004',
      fileName: 'November.xlsx',
      total: 3,
      counts: { invited: 2, problem: 1 },
      paused: false,
    }),
  reviewResultCard: () => cards.reviewResultCard('en', result),
  isoDigestCard: () =>
    cards.isoDigestCard('en', 'Harbour Pay', {
      requestsWaiting: 1,
      staffJoined: 2,
      approved: 3,
      rejected: 0,
    }),
  credentialAssignedCard: () =>
    cards.credentialAssignedCard({ language: 'en' }, account, 'Harbour Pay', account.loan.id),
  credentialChangedCard: () =>
    cards.credentialChangedCard('en', account, 'Harbour Pay', 'taken_back'),
  staffDigestCard: () =>
    cards.staffDigestCard('en', { rejected: 1, inReview: 2, approvedYesterday: 3 }),
}

const about = { language: 'en', subject: { kind: 'task', id: task._id }, data: {}, createdAt: at }
const held = { task, assignment: task.assignment?.id ?? '' }
const answered = { ...held, task: { ...task, status: 'returned' as const } }

/** One of each declared message, and of what it says once it is settled. */
const declared: Record<string, () => Card | undefined> = {
  task_assigned: () => taskAssignedMessage.card(held, about),
  task_result: () => taskResultMessage.card(answered, { ...about, data: { status: 'returned' } }),
  'task_result, answered': () => answeredCard(held, about),
}

const names = template.variables.map(({ name }) => name).toSorted()

function fits(params: CardParams): void {
  expect(Object.keys(params).toSorted()).toEqual(names)
  for (const { name, values } of template.variables as { name: string; values?: string[] }[]) {
    if (values) expect(values).toContain(params[name])
  }
}

describe('every card fills in exactly what its template shows:', () => {
  test('no card is missing here', () => {
    expect(Object.keys(cards).toSorted()).toEqual(Object.keys(sent).toSorted())
  })

  test('no declared message is missing here', () => {
    const templates = new Set(Object.keys(declared).map((name) => name.split(',')[0]))
    expect(templates).toEqual(new Set(messages.map(({ template }) => template)))
  })

  test.each(Object.keys(declared))('%s', (name) => {
    const card = declared[name]?.()
    if (!card) throw new Error('it says nothing')
    fits(params(card))
  })

  test.each(Object.keys(sent) as (keyof typeof cards)[])('%s', (card) => {
    fits(sent[card]())
  })
})

test.each([
  ['en', 'Store: Approved'],
  ['zh-CN', '门店：已通过'],
])(
  'where there are no cards, %s joins what a line says as it is written there',
  (language, line) => {
    const params = cards.reviewResultCard(language, result)
    expect(mail(language, params).text).toContain(line)
    expect(workNotification(language, params).text).toContain(line)
  },
)

test('the page on how to build the template names every variable', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/card-template.md'), 'utf8')
  for (const name of names) expect(page).toContain(`\`${name}\``)
})
