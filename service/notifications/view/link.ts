/** Addresses of our pages, as messages carry them. */
import { config } from '../../config.ts'

/** A page of ours in DingTalk; `corpid` is how the mini-app learns where it runs. */
export function link(path: string): string {
  return `${config().publicUrl}${path}${path.includes('?') ? '&' : '?'}corpid=${config().dingtalk.corpId}`
}
