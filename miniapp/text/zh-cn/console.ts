/** Words of the console, in Simplified Chinese, one file a part of it. */
import { account } from './console/account.ts'
import { agreements } from './console/agreements.ts'
import { codes } from './console/codes.ts'
import { dashboard } from './console/dashboard.ts'
import { dingtalk } from './console/dingtalk.ts'
import { failed } from './console/failed.ts'
import { frame } from './console/frame.ts'
import { imports } from './console/imports.ts'
import { inspections } from './console/inspections.ts'
import { isos } from './console/isos.ts'
import { lists } from './console/lists.ts'
import { messages } from './console/messages.ts'
import { promotions } from './console/promotions.ts'
import { review } from './console/review.ts'
import { staff } from './console/staff.ts'
import { testAccounts } from './console/test-accounts.ts'
import { phoneNumbers } from './phone-numbers.ts'
import { policies } from './policies.ts'
import { preferences } from './preferences.ts'

export const consoleTexts = {
  ...frame,
  ...account,
  ...agreements,
  ...codes,
  ...dashboard,
  ...staff,
  ...inspections,
  ...isos,
  ...lists,
  ...imports,
  ...promotions,
  ...review,
  ...failed,
  ...dingtalk,
  ...messages,
  ...testAccounts,
  ...phoneNumbers,
  ...policies,
  ...preferences,
}
