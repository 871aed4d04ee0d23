/** Live streams as tests follow them. */
import type { Client } from '../../setup/people.ts'

export interface Followed {
  response: Response
  /** What it has told, in this order. */
  heard: { kind: string; id: string }[]
  state: { ended: boolean; pause: string }
}

export class Streams {
  readonly #url: string
  readonly #open: AbortController[] = []

  constructor(url: string) {
    this.#url = url
  }

  close(): void {
    for (const stream of this.#open.splice(0)) stream.abort()
  }

  /** Opens the stream of a person and collects what it says. */
  async follow(
    client: Pick<Client, 'token'>,
    as: 'staff' | 'operator',
    url = this.#url,
  ): Promise<Followed> {
    const stream = new AbortController()
    this.#open.push(stream)
    const response = await fetch(`${url}/api/v1/changes?as=${as}`, {
      headers: { authorization: `Bearer ${client.token}` },
      signal: stream.signal,
    })
    const heard: Followed['heard'] = []
    const state = { ended: false, pause: '' }
    const read = async () => {
      if (!response.body) return
      let rest = ''
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        // a line may come in two pieces
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (line.startsWith('data: ')) heard.push(JSON.parse(line.slice(6)))
          if (line.startsWith('retry: ')) state.pause = line.slice(7)
        }
      }
      state.ended = true
    }
    read().catch((error: unknown) => {
      if ((error as Error).name !== 'AbortError') throw error
    })
    return { response, heard, state }
  }
}
