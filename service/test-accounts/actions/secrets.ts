/** The passwords of an account, sealed under what they belong to: account, version and which of the two. */
import { seal, unseal, type Sealed } from '../../database/sealed-field.ts'
import type { TestAccount } from '../model.ts'

export interface Passwords {
  loginPassword: string
  paymentPassword: string
}

type Owner = Pick<TestAccount, '_id' | 'version'>

const about = ({ _id, version }: Owner, which: 'login' | 'payment') =>
  `testAccount:${_id}:${version}:${which}`

export function sealPasswords(
  owner: Owner,
  { loginPassword, paymentPassword }: Passwords,
): { login: Sealed; payment: Sealed } {
  return {
    login: seal(loginPassword, about(owner, 'login')),
    payment: seal(paymentPassword, about(owner, 'payment')),
  }
}

/** @throws when there are none, or the key is not in the ring */
export function openPasswords(account: TestAccount): Passwords {
  const { secrets } = account
  if (!secrets) throw new Error('a test account without its secrets')
  return {
    loginPassword: unseal(secrets.login, about(account, 'login')),
    paymentPassword: unseal(secrets.payment, about(account, 'payment')),
  }
}
