/** Marketing Codes as scanners deliver and people write them: one reader, and what the service makes of them. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../../service/http/callers.ts'
import { issueCodes } from '../../../service/marketing-codes/actions/codes.ts'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { codeFromQr } from '../../../service/marketing-codes/shared.ts'
import { buildOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildContent,
  buildPromoter,
  buildSpot,
  decide,
  givenCodes,
  newCode,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'

const code = 'APMC-TH-7725'

describe('the code is read from', () => {
  test.each([
    ['capitals and small letters', 'Apmc-th-7725'],
    ['full-width letters and digits', 'ＡＰＭＣ－ＴＨ－７７２５'],
    ['a figure dash', 'APMC\u2012TH\u20127725'],
    ['an em dash with spaces', 'APMC \u2014 TH \u2014 7725'],
    ['a horizontal bar', 'APMC\u2015TH\u20157725'],
    ['a small hyphen', 'APMC\ufe63TH\ufe637725'],
    ['the long vowel mark of a Japanese keyboard', 'APMC\u30fcTH\u30fc7725'],
    ['low lines', 'APMC_TH_7725'],
    ['two dashes', 'APMC--TH--7725'],
    ['a word joiner and a byte order mark', '\ufeffAPMC-\u2060TH-7725'],
    ['marks of direction', '\u202aAPMC-TH-7725\u202c'],
    ['variation selectors', 'APMC-TH-7725\ufe0f'],
    ['a line feed with a return', 'APMC-TH-\r\n7725'],
    ['a no-break space at the end', 'APMC-TH-7725\u00a0'],
    ['a group separator', '\u001dAPMC-TH-7725'],
    ['a comma after it', 'APMC-TH-7725,'],
    ['a full stop of another script', 'APMC-TH-7725。'],
    ['quotation marks', '“APMC-TH-7725”'],
    ['brackets', '【APMC-TH-7725】'],
    ['an address in brackets', '<https://qr.alipayplus.example/mc/APMC-TH-7725>'],
    ['words before it', 'Marketing Code: APMC-TH-7725'],
    ['a port and no scheme', 'qr.alipayplus.example:8443/mc/apmc-th-7725'],
    ['a query and no path', 'https://qr.alipayplus.example?c=APMC-TH-7725'],
    ['a query of a hash route', 'https://qr.alipayplus.example/#/open?C=APMC-TH-7725'],
    ['a part of the path that is not the last', 'https://qr.alipayplus.example/APMC-TH-7725/print'],
    ['a path encoded twice over two lines', 'https://qr.alipayplus.example/mc/\nAPMC%2dTH%2d7725'],
    ['dashes of a path', 'https://qr.alipayplus.example/mc/APMC\u2013TH\u20137725'],
    [
      'encoded dashes of a query',
      'https://qr.alipayplus.example/p?x=1&c=APMC%E2%80%93TH%E2%80%937725',
    ],
    ['an ECI designator', '\\000026APMC-TH-7725'],
    [
      'a symbology identifier before an address',
      ']Q1https://qr.alipayplus.example/p?c=APMC-TH-7725',
    ],
    ['a data matrix identifier with an ECI', ']d4\\000003APMC-TH-7725'],
    ['tildes', 'APMC~TH~7725'],
    ['macrons', 'APMC\u00afTH\u00af7725'],
    ['raised points', 'APMC\u00b7TH\u00b77725'],
    ['heavy minus signs', 'APMC\u2796TH\u27967725'],
    ['the Chinese one in the place of a dash', 'APMC一TH一7725'],
    ['the Korean vowel that looks like a dash', 'APMCㅡTHㅡ7725'],
    ['Thai digits', 'APMC-TH-๗๗๒๕'],
    ['Arabic digits', 'APMC-TH-٧٧٢٥'],
    ['an encoded text that is no address', 'APMC%2DTH%2D7725'],
    ['a text encoded for HTML', 'APMC&#45;TH&#45;7725'],
    ['an address encoded as a whole', 'https%3A%2F%2Fqr.alipayplus.example%2Fmc%2FAPMC-TH-7725'],
    ['a query encoded for HTML', 'https://qr.alipayplus.example/p?x=1&amp;c=APMC-TH-7725'],
    ['a query encoded twice', 'https://qr.alipayplus.example/p?c=APMC%252DTH%252D7725'],
    ['a parameter of another name', 'https://qr.alipayplus.example/p?code=APMC-TH-7725'],
    [
      'an address in a parameter',
      'dingtalk://dingtalkclient/page/link?url=https%3A%2F%2Fqr.alipayplus.example%2Fmc%2FAPMC-TH-7725',
    ],
    [
      'a parameter of an address in a parameter',
      'https://render.example/i?scheme=alipays%3A%2F%2Fplatformapi%2Fstartapp%3FappId%3D1%26c%3DAPMC-TH-7725',
    ],
    ['an address with words after it', 'https://qr.alipayplus.example/mc/APMC-TH-7725 please'],
    ['an address among words', 'Scan https://qr.alipayplus.example/p?c=APMC-TH-7725 to pay'],
    ['an address and words in the next lines', 'https://q.example/mc/APMC-TH-7725\nscan me now'],
    [
      'a path with a word that begins alike',
      'https://qr.alipayplus.example/apmc-codes/APMC-TH-7725/apmc-details',
    ],
  ])('%s', (_name, text) => {
    expect(codeFromQr(text)).toBe(code)
    expect(codeFromQr(` ${text}\n`)).toBe(code)
  })
})

test.each([
  'https://qr.alipayplus.example/MARKETING',
  'HTTPS://QR.ALIPAYPLUS.EXAMPLE/MARKETING/CAMPAIGN2026',
  'https://qr.alipayplus.example/marketing-2026/winter-sale',
  'https://qr.alipayplus.example/#/stores/overview',
  'https://qr.alipayplus.example/mc?c=',
  'qr.alipayplus.example/download',
  'https://qr.alipayplus.example/apmc-codes',
  'https://qr.alipayplus.example/apmc-marketing/overview?page=apmc-list',
  'APMC-TH-7725 APMC-TH-7726',
  'APMC-TH-7725\nAPMC-TH-7726',
  'https://qr.alipayplus.example/apmc',
  'https://partners.example/JOIN/APMC-TH-7725',
  'https://partners.example/#/join/APMC-TH-7725',
  'Welcome to our store',
  'BEGIN:VCARD',
  '------',
  '%E0%A4%A',
  'https://qr.alipayplus.example/%E0%A4%A',
])('nothing of %j is taken for a code', (text) => {
  expect(codeFromQr(text)).toBeNull()
})

describe('at the service', () => {
  let service: TestService
  let mei: Promoter
  let nok: Promoter
  beforeAll(async () => {
    service = await startTestService()
    mei = await buildPromoter(service.url)
    nok = await buildPromoter(service.url)
  })
  afterAll(() => service.stop())

  const check = async (text: string, by = mei) => {
    const query = new URLSearchParams({ text })
    return (await by.client.get(`/api/v1/marketing-codes/check?${query}`)).body
  }
  const signless = (text: string) => text.replaceAll('-', '')

  test('hyphens that are missing or elsewhere are found by comparing without them', async () => {
    const [free = ''] = await givenCodes(mei.iso, 1)
    const other = `${signless(free).slice(0, 6)}-${signless(free).slice(6)}`
    for (const text of [signless(free), signless(free).toLowerCase(), other]) {
      expect(await check(text)).toEqual({ code: free, verdict: 'free' })
    }
  })
  test('not those of another ISO, nor one that may be two', async () => {
    const [foreign = ''] = await givenCodes(nok.iso, 1)
    const typed = signless(foreign)
    expect(await check(typed)).toEqual({ code: typed, verdict: 'unknown' })
    const end = signless(newCode())
    await issueCodes(
      mei.iso,
      [`${end.slice(0, 4)}-${end.slice(4)}`, `${end.slice(0, 5)}-${end.slice(5)}`],
      system,
    )
    expect(await check(end)).toEqual({ code: end, verdict: 'unknown' })
  })

  test('what was typed without signal is bound as it is printed, once however often it is sent', async () => {
    const [one = '', two = ''] = await givenCodes(mei.iso, 2)
    const spots = [await buildSpot(mei, { codes: [signless(one), two] })]
    const content = await buildContent(mei, { spots })
    const id = randomUUIDv7()
    const answers = await Promise.all([1, 2, 3].map(() => mei.client.put(addressOf(id), content)))
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 200, body: { revision: 1 } })
      expect(answer.body.spots[0].codes).toEqual([one, two])
    }
    expect(await MarketingCodes.findById(one).lean()).toMatchObject({
      status: 'bound',
      submission: id,
    })
  })
  test('one code in two ways of writing stands at one spot only', async () => {
    const [one = ''] = await givenCodes(mei.iso, 1)
    const spots = [
      await buildSpot(mei, { codes: [one] }),
      await buildSpot(mei, { codes: [signless(one)] }),
    ]
    const answer = await mei.client.put(
      addressOf(randomUUIDv7()),
      await buildContent(mei, { spots }),
    )
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_input' } })
    expect((await MarketingCodes.findById(one).lean())?.status).toBe('issued')
  })
  test('in a new revision as well', async () => {
    const { id, content } = await submitted(mei)
    const [added = ''] = await givenCodes(mei.iso, 1)
    const { client: ravi } = await buildOperator(service.url, { kind: 'platform' })
    const items = Object.fromEntries([
      ['store', 'approved'],
      ...content.spots.map((spot) => [spot.id, 'rejected']),
    ])
    expect((await decide(ravi, id, 1, items)).status).toBe(200)
    const spots = content.spots.map((spot, index) =>
      index ? spot : { ...spot, codes: [...spot.codes, signless(added)] },
    )
    const answer = await mei.client.put(`${addressOf(id)}/revisions/2`, { ...content, spots })
    expect(answer.status).toBe(200)
    expect(answer.body.spots[0].codes).toContain(added)
  })

  test('codes are issued as they are printed, however they were written down', async () => {
    const issued = newCode()
    expect(
      await issueCodes(
        mei.iso,
        [` ${issued.toLowerCase().replaceAll('-', '\u2013')}.`, issued],
        system,
      ),
    ).toBe(1)
    expect((await MarketingCodes.findById(issued).lean())?.iso).toBe(mei.iso)
    await expect(issueCodes(mei.iso, ['no code'], system)).rejects.toMatchObject({
      code: 'bad_input',
    })
  })
})
