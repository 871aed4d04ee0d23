/** What tests of test accounts share: the platform's keeper, an ISO with staff, accounts in the pool, lent ones. */
import { expect } from 'vitest'
import { TestAccounts, type TestAccount } from '../../../service/test-accounts/model.ts'
import { buildStaff, type Client, type TestOperator, type TestStaff } from '../../setup/people.ts'
import { Scene, type TestAccountGiven } from '../../setup/scene.ts'

export type Given = TestAccountGiven

export class Lending {
  readonly url: string
  readonly keeper: Client
  readonly #scene: Scene

  private constructor(scene: Scene, keeper: Client) {
    this.url = scene.url
    this.keeper = keeper
    this.#scene = scene
  }

  static async begin(url: string): Promise<Lending> {
    const scene = new Scene(url)
    const { client } = await scene.desk('operations')
    return new Lending(scene, client)
  }

  paste(iso: string, text: string) {
    return this.keeper.post('/api/v1/test-accounts', { iso, text })
  }

  /** An account in the pool of an ISO. */
  account(iso: string): Promise<Given> {
    return this.#scene.testAccount(iso)
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
