/** Test accounts of the demonstration: some to lend, one lent, one that waits for new passwords. None of them exists. */
import type { Operator } from '../../service/http/callers.ts'
import type { StaffMember } from '../../service/staff/model.ts'
import { lend, takeBack } from '../../service/test-accounts/actions/lend.ts'
import { addTestAccounts, suspend } from '../../service/test-accounts/actions/pool.ts'
import { TestAccounts, type TestAccount } from '../../service/test-accounts/model.ts'

interface Given {
  /** Operator of the ISO. */
  admin: Operator
  /** Operator of the platform. */
  keeper: Operator
  /** The people who have been lent one. */
  staff: StaffMember[]
  /** What the e-mails begin with. */
  prefix: string
  count: number
}

async function accountCalled(email: string): Promise<TestAccount> {
  const account = await TestAccounts.findOne({ email }).lean<TestAccount | null>()
  if (!account) throw new Error(`no account is called ${email}`)
  return account
}

/** The first is lent, the last is suspended, the one before it comes back with passwords that were seen. */
export async function buildTestAccounts(given: Given): Promise<void> {
  const { admin, keeper, staff, prefix, count } = given
  const emails = Array.from({ length: count }, (_, n) => `${prefix}.tester${n + 1}@alipay.example`)
  const lines = emails.map(
    (email, n) => `${email}, not-a-real-login-${n + 1}, not-a-real-pay-${n + 1}`,
  )
  await addTestAccounts({ iso: admin.workspace.id, text: lines.join('\n') }, keeper)
  const [holder] = staff
  const [first, last, seen] = [emails[0], emails.at(-1), emails.at(-2)]
  if (!holder || !first || !last || !seen || count < 4) return
  const returned = await accountCalled(seen)
  await lend(holder, returned._id, admin)
  await TestAccounts.updateOne({ _id: returned._id }, { $set: { seen: true } })
  await takeBack(holder, admin)
  await lend(holder, (await accountCalled(first))._id, admin)
  await suspend(await accountCalled(last), keeper)
}
