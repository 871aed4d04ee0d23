/** Checking a scanned code before it is used. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { config } from '../../../service/config.ts'
import { issueCodes } from '../../../service/marketing-codes/actions/codes.ts'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { clientOf, type Client } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, givenCodes, newCode, submitted, type Promoter } from '../../setup/visit.ts'

let service: TestService
let mei: Promoter
let nok: Promoter

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  nok = await buildPromoter(service.url)
})
afterAll(() => service.stop())

describe('checking a code', () => {
  const check = async (text: string, submission?: string, by: Client = mei.client) => {
    const query = new URLSearchParams({ text, ...(submission ? { submission } : {}) })
    return (await by.get(`/api/v1/marketing-codes/check?${query}`)).body
  }

  test('only for staff of an ISO', async () => {
    expect((await check('X', undefined, clientOf(service.url))).code).toBe('signed_out')
    expect((await check('X', undefined, mei.admin.client)).code).toBe('not_allowed')
  })

  test('reads the address in a QR code and says what is known of the code', async () => {
    const [free] = await givenCodes(mei.iso, 1)
    const qr = `https://mc.example/q/${free!.toLowerCase()}?from=print`
    expect(await check(qr)).toEqual({ code: free, verdict: 'free' })
    expect(await check('WIFI:S:shop;;')).toEqual({ code: null, verdict: 'unknown' })
  })

  test('the QR code by which people join an ISO is no Marketing Code', async () => {
    const join = `${config().publicUrl}/join/ABCDEFGHIJKL`
    expect(await check(join)).toEqual({ code: null, verdict: 'unknown' })
  })

  test('tells a code of mine from one that is taken', async () => {
    const { id, content } = await submitted(mei)
    const code = content.spots[0]!.codes[0]!
    expect(await check(code)).toEqual({ code, verdict: 'taken' })
    expect(await check(code, id)).toEqual({ code, verdict: 'mine' })
    expect(await check(code, randomUUIDv7())).toEqual({ code, verdict: 'taken' })
  })

  test('another ISO’s code looks like one that does not exist', async () => {
    const [foreign] = await givenCodes(nok.iso, 1)
    const invented = newCode()
    expect(await check(foreign!)).toEqual({ code: foreign, verdict: 'unknown' })
    expect(await check(invented)).toEqual({ code: invented, verdict: 'unknown' })
  })

  test('a code stays with the ISO that got it first', async () => {
    const [code] = await givenCodes(mei.iso, 1)
    expect(await issueCodes(nok.iso, [code!], { kind: 'system', id: 'system' })).toBe(0)
    expect((await MarketingCodes.findById(code).lean())?.iso).toBe(mei.iso)
  })
})
