/** What tests of test accounts share: the platform's keeper, an ISO with staff, accounts in the pool, lent ones. */
import { expect } from 'vitest'
import { TestAccounts, type TestAccount } from '../../../service/test-accounts/model.ts'
import {
  buildOperator,
  buildStaff,
  type Client,
  type TestOperator,
  type TestStaff,
} from '../../setup/people.ts'

let count = 0

export interface Given {
  id: string
  email: string
  loginPassword: string
  paymentPassword: string
}

export class Lending {
  readonly url: string
  readonly keeper: Client

  private constructor(url: string, keeper: Client) {
    this.url = url
    this.keeper = keeper
  }

  static async begin(url: string): Promise<Lending> {
    const keeper = await buildOperator(url, { kind: 'platform', roles: ['platform.operations'] })
    return new Lending(url, keeper.client)
  }

  paste(iso: string, text: string) {
    return this.keeper.post('/api/v1/test-accounts', { iso, text })
  }

  /** An account in the pool of an ISO. */
  async account(iso: string): Promise<Given> {
    const n = ++count
    const given = {
      email: `tester${n}@alipay.example`,
      loginPassword: `login-of-${n}-Kw7`,
      paymentPassword: `pay-of-${n}-Zq9`,
    }
    const line = `${given.email}, ${given.loginPassword}, ${given.paymentPassword}`
    const answer = await this.paste(iso, line)
    expect([answer.status, answer.body.added]).toEqual([200, 1])
    const stored = await TestAccounts.findOne({ email: given.email }).lean()
    return { id: stored?._id ?? '', ...given }
  }

  async lent(
    admin: TestOperator,
    given: Parameters<typeof buildStaff>[2] = {},
  ): Promise<TestStaff & { account: Given }> {
    const person = await buildStaff(this.url, admin.workspace._id, given)
    const account = await this.account(admin.workspace._id)
    expect((await this.lend(admin, person, account)).status).toBe(200)
    return { ...person, account }
  }

  lend(admin: TestOperator, { member }: Pick<TestStaff, 'member'>, { id }: Pick<Given, 'id'>) {
    return admin.client.post(accountOf(member._id), { account: id })
  }

  takeBack(admin: TestOperator, { member }: Pick<TestStaff, 'member'>) {
    return admin.client.post(`${accountOf(member._id)}/take-back`)
  }

  /** Verbs of the platform. */
  keep(id: string, verb: 'rotate' | 'suspend' | 'resume' | 'retire', body = {}) {
    return this.keeper.post(`/api/v1/test-accounts/${id}/${verb}`, body)
  }
}

export const accountOf = (staffId: string) => `/api/v1/staff/${staffId}/test-account`
export const mine = '/api/v1/me/staff/test-account'

export function look(client: Client, account: string, more: { task?: string } = {}) {
  return client.post(`${mine}/reveal`, { account, ...more })
}

export async function stored(id: string): Promise<TestAccount> {
  return (await TestAccounts.findById(id).lean<TestAccount>()) ?? expect.fail('no such account')
}
