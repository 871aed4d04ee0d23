/** Loads the state of the connection to DingTalk, and what of it needs attention. */
import { dingtalkState, type DingtalkState } from '../../../service/dingtalk/contract.ts'
import { ask } from '../../api/ask.ts'

/** Nothing tells when it changes: asked again each minute. */
export const askState = { ...ask(dingtalkState), refetchInterval: 60_000 }

export interface RefusedApi {
  api: string
  refusal: NonNullable<DingtalkState['apis'][number]['refusal']>
}

export function refusalsIn({ apis }: DingtalkState): RefusedApi[] {
  return apis.flatMap(({ api, refusal }) => (refusal ? [{ api, refusal }] : []))
}

/** Things on the page that need attention. */
export function noticesIn(state: DingtalkState): number {
  return refusalsIn(state).length + (state.level === 'fine' ? 0 : 1)
}
