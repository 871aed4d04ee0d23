/** Words of the staff workspace, in Simplified Chinese. */
import type { workspace as english } from '../en/workspace.ts'

export const workspace = {
  'work.organisation': 'Alipay Partners',
} satisfies Record<keyof typeof english, string>
