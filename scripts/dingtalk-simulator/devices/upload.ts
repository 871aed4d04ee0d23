/** DingTalk's own upload: the client sends a file to the service with the device's cookies, not the page. */
import type { Platform } from '../platform/platform.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import { cookieHeader, storeCookies } from './cookie-jar.ts'
import { userAgentOf } from './user-agent.ts'

const asTexts = (value: unknown) =>
  Object.entries(typeof value === 'object' && value !== null ? value : {}).map(
    ([name, text]) => [name, String(text)] as const,
  )

/** Posts `bytes` as multipart to `args.url`; answers what `biz.util.uploadFile` answers. */
export async function uploadFile(
  { settings, store }: Platform,
  person: StoredPerson,
  args: Record<string, unknown>,
  bytes: Buffer,
) {
  const url = new URL(String(args.url ?? ''), settings.publicUrl)
  const form = new FormData()
  for (const [name, text] of asTexts(args.formData)) form.append(name, text)
  const name = String(args.fileName || 'file')
  form.append(name, new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg')
  const headers = new Headers(
    asTexts(args.header).map(([key, text]): [string, string] => [key, text]),
  )
  headers.set('user-agent', userAgentOf(person))
  const cookie = cookieHeader(person.cookies, url.pathname)
  if (cookie) headers.set('cookie', cookie)
  const response = await fetch(settings.targetUrl + url.pathname + url.search, {
    method: 'POST',
    headers,
    body: form,
  })
  const lines = response.headers.getSetCookie()
  person.cookies = storeCookies(person.cookies, lines, url.pathname)
  store.changed()
  return {
    data: await response.text(),
    statusCode: String(response.status),
    header: Object.fromEntries(response.headers),
  }
}
