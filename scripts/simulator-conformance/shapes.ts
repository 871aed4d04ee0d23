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
  | 'callback registered'
  | 'sign-in'
  | 'jsapi ticket'
  | 'department'
  | 'card made'
  | 'group message'
  | 'custom robot'
  | 'work notification'
  | 'media upload'

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
  /** The second number of the Python 3 that it needs. */
  needsPython?: number
  behaviours: Behaviour[]
  /** Why a behaviour is not looked at although the client has it. */
  leftOut?: Partial<Record<Behaviour, string>>
  /** Fetches what is not in the cache yet. */
  fetch: () => Promise<Program>
}
