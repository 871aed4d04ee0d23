/** A client by another hand, and what can be looked at. */

export type Behaviour =
  | 'open'
  | 'ping'
  | 'event twice'
  | 'bot and reply'
  | 'card'
  | 'disconnect'
  | 'token'
  | 'contacts'
  | 'robot message'
  | 'callback crypto'

/** How a client is started once it is fetched. */
export interface Program {
  command: string
  args: string[]
  env: Record<string, string>
}

export interface Client {
  name: string
  version: string
  language: string
  /** Programs that must be on the machine. */
  needs: string[]
  behaviours: Behaviour[]
  /** It takes addresses of TLS only. */
  secureOnly?: boolean
  /** Fetches what is not in the cache yet. */
  fetch: () => Promise<Program>
}
