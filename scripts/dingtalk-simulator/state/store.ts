/** The state of the simulator in memory and on disk: written whole to a new file and renamed, so that a kill at any time leaves a readable one. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { EventEmitter } from 'node:events'
import type { StoredPerson } from './shapes/people.ts'
import type { StoredState } from './shapes/state.ts'

const writeAfterMs = 50
const announceAfterMs = 30

export class Store {
  state: StoredState
  readonly changes = new EventEmitter<{ change: []; written: [] }>()
  readonly #file: string
  #writeTimer: NodeJS.Timeout | undefined
  #announceTimer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #closed = false

  constructor(folder: string, initial: () => StoredState) {
    this.changes.setMaxListeners(0)
    mkdirSync(folder, { recursive: true })
    this.#file = join(folder, 'state.json')
    this.state = readState(this.#file, initial)
  }

  /** To be called after every change of `state`: writes it soon and tells those who watch. */
  changed() {
    if (this.#closed) return
    this.#writeTimer ??= setTimeout(() => {
      this.#writeTimer = undefined
      this.#writing = this.#writing.then(() => this.#write()).catch(sayNotKept)
    }, writeAfterMs)
    this.#announceTimer ??= setTimeout(() => {
      this.#announceTimer = undefined
      this.changes.emit('change')
    }, announceAfterMs)
  }

  /** The next number of the only sequence; names messages, invitations, departments. */
  next() {
    this.state.sequence += 1
    return this.state.sequence
  }

  /** Writes at once; what changes later is not kept. */
  async close() {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#writeTimer)
    clearTimeout(this.#announceTimer)
    this.#writeTimer = undefined
    await this.#writing
    const next = `${this.#file}.next`
    writeFileSync(next, JSON.stringify(this.state))
    renameSync(next, this.#file)
  }

  async #write() {
    const next = `${this.#file}.next`
    const file = await open(next, 'w')
    try {
      await file.writeFile(JSON.stringify(this.state))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(next, this.#file)
    this.changes.emit('written')
  }
}

/** The simulator goes on without its disk; the next change tries again. */
function sayNotKept(error: NodeJS.ErrnoException) {
  console.error(`The state of the simulated DingTalk could not be written: ${error.code}`)
}

/** The file of the state cannot be used; the message says which and what to do. */
export class StateUnreadable extends Error {
  override readonly name = 'StateUnreadable'
  constructor(what: string) {
    super(
      `${what} Put back a copy of it, or remove it: the simulated DingTalk then begins from the start.`,
    )
  }
}

/** Nothing when the text is no state. */
function parsed(text: string): StoredState | undefined {
  try {
    const state = JSON.parse(text) as StoredState | null
    const isState = typeof state === 'object' && state !== null && !Array.isArray(state)
    return isState ? state : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A person as an earlier simulator wrote them, which did not ask for an identity. */
type StoredEarlier = Omit<StoredPerson, 'identity'> & Partial<Pick<StoredPerson, 'identity'>>

/** People who were signed in then were Alipay Partners. */
const withIdentity = (person: StoredEarlier): StoredPerson => ({
  ...person,
  identity:
    person.identity === undefined && person.installed ? 'alipayPartner' : (person.identity ?? null),
})

/** What an earlier simulator did not remember yet is as at the beginning. */
function readState(file: string, initial: () => StoredState): StoredState {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return initial()
    throw error
  }
  const state = parsed(text)
  if (!state) throw new StateUnreadable(`${file} is damaged: it is no state of the simulator.`)
  if (state.version !== 1) {
    throw new StateUnreadable(`${file} was written by another version of the simulator.`)
  }
  const fresh = initial()
  return {
    ...fresh,
    ...state,
    people: state.people.map(withIdentity),
    knobs: { ...fresh.knobs, ...state.knobs },
  }
}
