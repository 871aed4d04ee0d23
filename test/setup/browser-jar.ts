/** A caller that keeps cookies as a browser does, for what sessions do. */
import { callsBy, type Answer, type Calls } from './calls.ts'

export class CookieJar implements Calls {
  readonly #url: string
  readonly call: Calls['call']
  readonly refused: Calls['refused']
  #cookies = new Map<string, { value: string; path: string; attributes: string }>()

  constructor(url: string) {
    this.#url = url
    const { call, refused } = callsBy((...request) => this.send(...request))
    this.call = call
    this.refused = refused
  }

  /** The value of a cookie, and everything that was said about it. */
  cookie(name: string) {
    return this.#cookies.get(name)
  }

  put(name: string, value: string, path: string): void {
    this.#cookies.set(name, { value, path, attributes: '' })
  }

  /** The names of the cookies that are there. */
  names(): string[] {
    return [...this.#cookies.keys()]
  }

  /** The same cookie under another name. */
  rename(from: string, to: string): void {
    const cookie = this.#cookies.get(from)
    if (!cookie) throw new Error(`no cookie is called ${from}`)
    this.#cookies.delete(from)
    this.#cookies.set(to, cookie)
  }

  copy(): CookieJar {
    const jar = new CookieJar(this.#url)
    for (const [name, cookie] of this.#cookies) jar.#cookies.set(name, cookie)
    return jar
  }

  /** The same browser, whose next requests reach another instance. */
  reaching(url: string): CookieJar {
    const jar = new CookieJar(url)
    jar.#cookies = this.#cookies
    return jar
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const cookie = [...this.#cookies]
      .filter(([, { path: where }]) => path.startsWith(where))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
    const isBytes = body instanceof Uint8Array
    const response = await fetch(this.#url + path, {
      method,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? await response.json() : await response.text(),
    }
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const [name = '', value = ''] = pair.split('=')
    const path = attributes.find((one) => one.startsWith('path='))?.slice(5) ?? '/'
    const secure = attributes.some((one) => one.toLowerCase() === 'secure')
    if (name.startsWith('__Secure-') && !secure) throw new Error(`no browser takes ${line}`)
    if (value) this.#cookies.set(name, { value, path, attributes: attributes.join('; ') })
    else this.#cookies.delete(name)
  }
}
