/** Asks before an account is suspended, resumed or retired: a holder loses it at once. */
import type { TestAccountRow } from '../../../service/test-accounts/contract/account.ts'
import {
  listTestAccounts,
  resumeTestAccount,
  retireTestAccount,
  suspendTestAccount,
} from '../../../service/test-accounts/contract/platform.ts'
import { formDialog } from '../kit/form-dialog.tsx'

const endpoints = {
  suspend: suspendTestAccount,
  resume: resumeTestAccount,
  retire: retireTestAccount,
} as const

const change = (verb: keyof typeof endpoints) =>
  formDialog(endpoints[verb], {
    title: `testAccounts.${verb}What`,
    action: `testAccounts.${verb}`,
    isDrastic: verb === 'retire',
    values: ({ email, holder }: TestAccountRow) => ({ email, name: holder?.name }),
    about: ({ holder }) => [`testAccounts.${verb}About`, holder && 'testAccounts.holderLoses'],
    renews: [listTestAccounts],
    send: ({ id }) => ({ params: { accountId: id } }),
    givesUp: () => true,
    done: `testAccounts.${verb}Done`,
  })

export const SuspendAccount = change('suspend')
export const ResumeAccount = change('resume')
export const RetireAccount = change('retire')
