/** Finds the console operators among the people of the DingTalk organisation. */
import { textIs } from '../../database/typed.ts'
import { Accounts } from '../model.ts'

/** Operators are in the organisation for their own sake: no ISO moves or removes them. */
export async function isOperator(dingtalkUserId: string): Promise<boolean> {
  return (await Accounts.exists({ dingtalkUserId: textIs(dingtalkUserId) })) !== null
}
