import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { configure } from '../../../service/config.ts'
import template from '../../../service/notifications/card-template.json' with { type: 'json' }
import { params, type Card, type CardParams } from '../../../service/notifications/view/card.ts'
import { mail, workNotification } from '../../../service/notifications/view/other-ways.ts'
import {
  answeredCard,
  taskAssignedMessage,
  taskResultMessage,
} from '../../../service/inspections/messages/cards.ts'
import type { StoredTask } from '../../../service/inspections/model.ts'
import { isoDigestCard, staffDigestCard } from '../../../service/promotions/messages/digest.ts'
import type { StoredSubmission } from '../../../service/promotions/model.ts'
import { reviewResultMessage } from '../../../service/reviews/messages.ts'
import { importFinishedMessage } from '../../../service/staff-imports/messages.ts'
import { consentMessage } from '../../../service/staff/messages/consent.ts'
import { requestMessage } from '../../../service/staff/messages/request.ts'
import { welcomeMessage } from '../../../service/staff/messages/welcome.ts'
import type { StaffMember } from '../../../service/staff/model.ts'
import {
  accountAssignedMessage,
  accountChangedCard,
} from '../../../service/test-accounts/messages.ts'
import type { TestAccount } from '../../../service/test-accounts/model.ts'
import { messages } from '../../../service/worker.ts'
import { testEnvironment } from '../../setup/environment.ts'

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
const inState = (status: string) => ({ verdict: { status, reasons: [], note: '' } })
/** Of a submission what its card shows. */
const submission = {
  _id: '019ab000-0000-7000-8000-000000000003',
  store: { name: 'Kopi Corner', ...inState('approved') },
  spots: [
    { kind: 'cashier', ...inState('approved') },
    { kind: 'cashier', ...inState('rejected') },
  ],
} as unknown as StoredSubmission
const result = { submission, spotKinds: [], posmTypes: [], reasons: [] }

const loan = { id: '019ab000-0000-7000-8000-000000000005', staff: member._id, name: 'Lin', at }
/** Of a test account what its cards show. */
const account = {
  email: 'tester@alipay.example',
  rotatedAt: at,
  loan,
  ended: [],
} as unknown as TestAccount

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

const about = { language: 'en', subject: { kind: 'task', id: task._id }, data: {}, createdAt: at }
const held = { task, assignment: task.assignment?.id ?? '' }
const answered = { ...held, task: { ...task, status: 'returned' as const } }
const isoName = 'Harbour Pay'

/** One of each message, and of what it says in other states. */
const sent: Record<string, () => Card | undefined> = {
  association_request: () => requestMessage.card({ member, isoName, reasons: [] }, about),
  consent: () =>
    consentMessage.card({ member: asked, isoName }, { ...about, dingtalkUserId: 'lin02' }),
  welcome: () => welcomeMessage.card({ name: 'Lin Wei', isoName }, about),
  import_finished: () =>
    importFinishedMessage.card(
      {
        id: '019ab000-0000-7000-8000-000000000004',
        fileName: 'November.xlsx',
        total: 3,
        counts: { invited: 2, problem: 1 },
        isPaused: false,
      },
      about,
    ),
  review_result: () => reviewResultMessage.card(result, about),
  'digest, of an ISO': () =>
    isoDigestCard('en', isoName, { requestsWaiting: 1, staffJoined: 2, approved: 3, rejected: 0 }),
  'digest, of a person': () =>
    staffDigestCard('en', { rejected: 1, inReview: 2, approvedYesterday: 3 }),
  credential_assigned: () =>
    accountAssignedMessage.card({ account, isoName, loan: loan.id }, about),
  credential_changed: () => accountChangedCard('en', account, isoName, 'taken_back'),
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
  test('no message is missing here', () => {
    const templates = new Set(Object.keys(sent).map((name) => name.split(',')[0]))
    expect(templates).toEqual(new Set(messages.map(({ template }) => template)))
  })

  test.each(Object.keys(sent))('%s', (name) => {
    const card = sent[name]?.()
    if (!card) throw new Error('it says nothing')
    fits(params(card))
  })
})

test.each([
  ['en', 'Store: Approved'],
  ['zh-CN', '门店：已通过'],
])(
  'where there are no cards, %s joins what a line says as it is written there',
  (language, line) => {
    const card = reviewResultMessage.card(result, { ...about, language })
    if (!card) throw new Error('it says nothing')
    expect(mail(language, params(card)).text).toContain(line)
    expect(workNotification(language, params(card)).text).toContain(line)
  },
)

test('the page on how to build the template names every variable', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/card-template.md'), 'utf8')
  for (const name of names) expect(page).toContain(`\`${name}\``)
})
