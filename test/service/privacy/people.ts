/** A person about whom every collection holds something, and a look through all of them. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import { Activity } from '../../../service/activity/model.ts'
import { Accounts } from '../../../service/accounts/model.ts'
import { CardChanges } from '../../../service/dingtalk/card-changes.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { BotQuestions, MessagePreferences, Messages } from '../../../service/notifications/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { StaffImportRows } from '../../../service/staff-imports/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Reveals, TestAccounts } from '../../../service/test-accounts/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildStaff, type TestOperator } from '../../setup/people.ts'
import { submitted, type Promoter } from '../../setup/visit.ts'

/** Unlike anything else in the database. */
export const mei = { name: 'Mei Quillfeather', phone: '+6587351946', userId: 'user-quillfeather' }
export const olivia = { name: 'Olivia Quillfeather', email: 'olivia@quillfeather.example' }

const at = new Date()

/** Rows that the service writes with names and numbers of staff, by their models. */
async function rowsAbout(
  { staff, iso, admin }: Promoter,
  { id: submission, content }: Awaited<ReturnType<typeof submitted>>,
): Promise<void> {
  const [spot] = content.spots
  await StaffMembers.updateOne(
    { _id: staff },
    {
      $set: {
        invitedPhone: mei.phone,
        requestedBy: mei.userId,
        language: 'zh-CN',
        withdrawn: [{ phone: mei.phone, at }],
        past: [{ dingtalkUserId: mei.userId, until: at, by: 'iso' }],
        timeline: [
          {
            at,
            what: 'requested',
            by: { kind: 'staff', id: mei.userId, name: mei.name },
            note: '',
          },
          {
            at,
            what: 'approved',
            by: { kind: 'operator', id: admin.member._id, name: olivia.name },
            note: `${mei.name} starts on Monday`,
          },
        ],
      },
    },
  )
  await StaffImportRows.create({
    _id: randomUUIDv7(),
    iso,
    import: randomUUIDv7(),
    revision: 1,
    row: 2,
    name: mei.name,
    given: mei.phone,
    phone: mei.phone,
    state: 'added',
    staff,
  })
  await TestAccounts.collection.insertOne({
    _id: randomUUIDv7() as never,
    iso,
    email: 'tester@alipay.example',
    status: 'available',
    since: at,
    version: 1,
    rotatedAt: at,
    seen: true,
    ended: [{ id: '1', staff, name: mei.name, at, endedAt: at, end: 'taken_back' }],
    createdAt: at,
  })
  await Reveals.create({
    _id: randomUUIDv7(),
    account: 'a',
    email: 'tester@alipay.example',
    version: 1,
    iso,
    staff,
    name: mei.name,
    task: null,
    from: { network: '203.0.113.0/24', client: 'dingtalk', system: 'android' },
    at,
  })
  await Tasks.collection.insertOne({
    _id: randomUUIDv7() as never,
    iso,
    store: { id: 's', name: 'Kopi', category: 'cafe', address: '', place: null, photo: 'p' },
    spots: [],
    status: 'accepted',
    since: at,
    open: false,
    deadline: at,
    assignment: { id: '1', staff, name: mei.name, at },
    answers: {
      id: '1',
      hash: '',
      at,
      spots: [{ spot: 's', finding: 'standing', note: `ask ${mei.name}`, photo: { id: 'p' } }],
      feedback: `call ${mei.phone}`,
    },
    earlierAnswers: [],
    returnReason: '',
    timeline: [
      { at, what: 'assigned', by: olivia.name, note: mei.name },
      { at, what: 'submitted', by: mei.name, note: '' },
    ],
    createdAt: at,
  })
  const order = { value: 'verify_then_deploy', agreedWith: olivia.name } as const
  const set = { by: admin.member._id, name: olivia.name, at }
  await Workspaces.updateOne(
    { _id: iso },
    {
      $set: {
        order: { ...order, ...set },
        changes: [
          { what: 'order_set', order: order.value, agreedWith: olivia.name, ...set },
          { what: 'country_set', country: 'SG', currency: 'SGD', ...set },
        ],
      },
    },
  )
  await Activity.collection.insertOne({
    _id: randomUUIDv7() as never,
    iso,
    staff,
    phoneAt: at,
    receivedAt: at,
    difference: 0,
    entries: [{ kind: 'start', at }],
    dropped: 0,
  })
  const requestCard = randomUUIDv7()
  await Messages.collection.insertMany([
    {
      _id: randomUUIDv7() as never,
      template: 'welcome',
      kind: 'results',
      subject: { kind: 'staffMember', id: staff },
      tenant: iso,
      data: {},
      recipient: { kind: 'staff', name: mei.name },
      searchName: mei.name.toLowerCase(),
      dingtalkUserId: mei.userId,
      status: 'sent',
      ways: [],
      createdAt: at,
    },
    {
      _id: requestCard as never,
      template: 'association_request',
      kind: 'requests',
      subject: { kind: 'staffMember', id: staff },
      tenant: iso,
      data: {},
      recipient: { kind: 'operator', name: 'Ravi' },
      searchName: 'ravi',
      account: 'another',
      status: 'sent',
      content: { params: { text: `${mei.name} ${mei.phone}` } },
      ways: [],
      createdAt: at,
    },
  ])
  await Messages.collection.insertMany(
    // an answer of the bot that has not arrived names her; the other one does not
    [`1. ${mei.name}, +65 8735 1946`, '1. Lin Wei, +65 8123 0002'].map((text, n) => ({
      _id: `answer-${n}` as never,
      template: 'answer',
      kind: 'answers',
      subject: { kind: 'question', id: `question-${n}` },
      tenant: iso,
      data: {},
      recipient: { kind: 'operator', name: 'Ravi' },
      searchName: 'ravi',
      account: 'another',
      status: 'failed',
      content: { params: { text } },
      ways: [],
      createdAt: at,
    })),
  )
  await CardChanges.collection.insertOne({
    _id: requestCard as never,
    params: { title: `${mei.name} asks to join` },
    dueAt: at,
    since: at,
    version: 1,
  })
  await MessagePreferences.collection.insertOne({ _id: `staff:${mei.userId}` as never, off: [] })
  await BotQuestions.create({ _id: 'q1', dingtalkUserId: mei.userId, text: mei.name, at })
  await Submissions.updateOne({ _id: submission }, {
    $set: {
      status: 'rejected',
      decidedAt: at,
      explanation: `${mei.name} was there`,
      'supplement.note': `call ${mei.phone}`,
    },
    $push: {
      decisions: { revision: 1, by: admin.member._id, name: olivia.name, at },
      freed: {
        spot: spot?.id,
        codes: spot?.codes,
        by: admin.member._id,
        name: olivia.name,
        reason: '',
        at,
      },
    },
  } as never)
}

export interface Everywhere {
  promoter: Promoter
  submission: string
}

/** Mei works for the ISO of this operator, called Olivia from now on, and has sent in a visit. */
export async function buildEverywhere(url: string, admin: TestOperator): Promise<Everywhere> {
  await Accounts.updateOne({ _id: admin.account._id }, { $set: olivia })
  const iso = admin.workspace._id
  const person = await buildStaff(url, iso, {
    name: mei.name,
    phone: mei.phone,
    dingtalkUserId: mei.userId,
  })
  const promoter = { ...person, admin, iso, staff: person.member._id }
  const visit = await submitted(promoter)
  await rowsAbout(promoter, visit)
  return { promoter, submission: visit.id }
}

/** Collections with a row that holds one of the words, whatever its field. */
export async function collectionsWith(...words: string[]): Promise<string[]> {
  const db = mongoose.connection.db!
  const names = (await db.listCollections({ type: 'collection' }).toArray()).map(({ name }) => name)
  const found: string[] = []
  for (const name of names.filter((one) => !one.startsWith('system.'))) {
    // pictures and files are no words
    const projection = name === 'photos.chunks' ? { data: 0 } : { bytes: 0 }
    const rows = await db.collection(name).find({}, { projection }).toArray()
    const text = JSON.stringify(rows).toLowerCase()
    if (words.some((word) => text.includes(word.toLowerCase()))) found.push(name)
  }
  return found.toSorted()
}
