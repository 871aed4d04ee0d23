/** Signs a page of ours for `dd.config`, which DingTalk wants before camera, location and clipboard. */
import { createHash, randomBytes } from 'node:crypto'
import { clock } from '../clock.ts'
import { config } from '../config.ts'
import { refuse } from '../errors.ts'
import { jsapiTicket } from './tokens.ts'

/** The URL as DingTalk signs it: without what follows `#`, its query decoded. */
function signedForm(url: string): string {
  const [page = ''] = url.split('#', 1)
  const mark = page.indexOf('?')
  if (mark < 0) return page
  try {
    const query = decodeURIComponent(page.slice(mark + 1).replaceAll('+', ' '))
    return `${page.slice(0, mark)}?${query}`
  } catch (error) {
    if (error instanceof URIError) refuse('bad_input', { field: 'url' })
    throw error
  }
}

/** A signature for a page elsewhere would lend our rights to it. */
function refuseForeignPage(url: string): void {
  const ours = new URL(config().publicUrl)
  const page = new URL(url)
  const folder = ours.pathname.replace(/\/?$/, '/')
  const inside = page.pathname === ours.pathname || page.pathname.startsWith(folder)
  if (page.origin !== ours.origin || !inside || page.username || page.password) {
    refuse('bad_input', { field: 'url' })
  }
}

/** Hex of the SHA-256 that DingTalk compares with. */
function digest(ticket: string, nonce: string, timeStamp: string, signedUrl: string): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timeStamp}&url=${signedUrl}`
  return createHash('sha256').update(text).digest('hex')
}

/** @throws Refusal `bad_input` for a page that is not under PUBLIC_URL; DingTalkError */
export async function signPage(url: string) {
  refuseForeignPage(url)
  const signedUrl = signedForm(url)
  const { corpId, agentId } = config().dingtalk
  const ticket = await jsapiTicket()
  const timeStamp = String(clock.time())
  const nonceStr = randomBytes(12).toString('hex')
  const signature = digest(ticket, nonceStr, timeStamp, signedUrl)
  return { corpId, agentId, timeStamp, nonceStr, signature }
}
