/** The language of messages: of the first one, when nothing was chosen yet, and of what announces a card. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Accounts } from '../../../service/accounts/model.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { associate, findById } from '../../../service/staff/actions/associate.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { languageOf } from '../../../service/staff/rules/language.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { Hiring, phoneOf } from '../staff/hiring.ts'

let hiring: Hiring
let admin: TestOperator

beforeAll(async () => {
  hiring = await Hiring.start()
})
beforeEach(async () => {
  await hiring.reset()
  await Messages.deleteMany({})
  admin = await buildOperator(hiring.service.url, { dingtalkUserId: 'olivia01' })
})
afterAll(() => hiring.service.stop())

describe('a person who chose no language', () => {
  test.each([
    ['+8613812345678', 'zh-CN'],
    ['+85251234567', 'zh-CN'],
    ['+85366123456', 'zh-CN'],
    ['+886912345678', 'zh-CN'],
    ['+6581234567', 'en'],
    ['+66812345678', 'en'],
    ['+8801712345678', 'en'],
    ['+85512345678', 'en'],
    ['+819012345678', 'en'],
  ])('with the number %s reads %s', (phone, language) => {
    expect(languageOf({ phone })).toBe(language)
  })

  test('but has one from their request reads that', () => {
    expect(languageOf({ phone: '+8613812345678', language: 'en' })).toBe('en')
  })
})

async function joins(phone: string, fields: object = {}): Promise<string> {
  const { member } = await buildStaff(hiring.service.url, admin.workspace._id, {
    name: 'Mei Chen',
    phone,
    status: 'invited',
    ...fields,
  })
  const found = await findById(member._id)
  if (!found) throw new Error('unreachable')
  expect(await associate(found, 'mei04')).toBe('associated')
  return member._id
}

const welcome = (title: string) => hiring.phones.card('mei', title)

describe('the first message', () => {
  test('to a mainland number is in Chinese', async () => {
    await joins('+8613812340001')
    await welcome('Mei Chen，欢迎加入 Alipay Partners')
  })

  test('to another number is in English', async () => {
    await joins('+6581239901')
    await welcome('Welcome to Alipay Partners, Mei Chen')
  })

  test('to a person who asked to join in English is in English, whatever their number', async () => {
    await joins('+8613812340002', { language: 'en' })
    await welcome('Welcome to Alipay Partners, Mei Chen')
  })

  test('to a person who has spoken Chinese with another ISO is in Chinese, and so is all that follows', async () => {
    const other = await buildOperator(hiring.service.url)
    await buildStaff(hiring.service.url, other.workspace._id, {
      phone: '+6581239902',
      status: 'left',
      dingtalkUserId: 'mei04',
      language: 'zh-CN',
    })
    const id = await joins('+6581239902')
    await welcome('Mei Chen，欢迎加入 Alipay Partners')
    expect((await StaffMembers.findById(id).lean())?.language).toBe('zh-CN')
  })

  test('of the bot to a mainland number is in Chinese, unless they write in English', async () => {
    await joins('+8613812340003')
    const says = (text: string) => hiring.phones.send('POST', '/people/mei/messages', { text })
    const hears = (words: string) =>
      expect.poll(async () => JSON.stringify(await hiring.phones.messages('mei'))).toContain(words)
    await says('7')
    await hears('无法识别该消息。')
    await says('help')
    await hears('your open tasks')
  })
})

interface Delivered {
  imRobotOpenSpaceModel: {
    lastMessageI18n?: Record<string, string>
    notification?: { alertContent?: string }
  }
}

/** What announces the newest card. */
async function announced() {
  const calls = (await hiring.calls('/v1.0/card/instances/createAndDeliver')) as unknown as {
    body: Delivered
  }[]
  const { lastMessageI18n, notification } = calls.at(-1)?.body.imRobotOpenSpaceModel ?? {}
  return { lastMessageI18n, alert: notification?.alertContent }
}

async function ask(name = 'Aroon Suk'): Promise<void> {
  const { workspace } = admin
  const path = `/api/v1/join/${workspace.joinCode}/requests`
  const answer = await clientOf(hiring.service.url).post(path, {
    id: randomUUIDv7(),
    isoEmail: workspace.email,
    name,
    phone: phoneOf('aroon'),
    language: 'en',
  })
  expect(answer.status).toBe(202)
}

describe('a card is announced', () => {
  test('in the language of each client, with the words of the reader where there are none', async () => {
    await ask()
    await hiring.phones.card('olivia', 'Association request')
    const title = 'Association request'
    expect(await announced()).toEqual({
      alert: title,
      lastMessageI18n: {
        ...{ EN_US: title, JA_JP: title, VI_VN: title, TH_TH: title },
        ...{ ZH_CN: '绑定申请', ZH_TW: '绑定申请' },
      },
    })
  })

  test('in Chinese to a reader who chose it', async () => {
    await Accounts.updateOne({ _id: admin.account._id }, { $set: { language: 'zh-CN' } })
    await ask()
    await hiring.phones.card('olivia', '绑定申请')
    expect(await announced()).toMatchObject({
      alert: '绑定申请',
      lastMessageI18n: { EN_US: 'Association request', ZH_CN: '绑定申请', TH_TH: '绑定申请' },
    })
  })

  test('with the whole of a long name', async () => {
    const name = 'N'.repeat(80)
    await StaffMembers.deleteMany({})
    await joins('+6581239903', { name })
    await welcome(`Welcome to Alipay Partners, ${name}`)
    const { alert = '', lastMessageI18n = {} } = await announced()
    expect(alert).toBe(`Welcome to Alipay Partners, ${name}`)
    expect(lastMessageI18n['ZH_CN']).toBe(`${name}，欢迎加入 Alipay Partners`)
  })
})
