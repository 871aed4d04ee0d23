/** Who in the DingTalk organisation is an operator of the console. */
import { textIs } from '../../database/typed.ts'
import { Accounts } from '../model.ts'

/** Operators are in the organisation for their own sake: no ISO moves or removes them. */
export async function isOperator(dingtalkUserId: string): Promise<boolean> {
  return (await Accounts.exists({ dingtalkUserId: textIs(dingtalkUserId) })) !== null
}
