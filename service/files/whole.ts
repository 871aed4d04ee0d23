/** Files that are one document each: small, read at once, and gone after a while whatever happens. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose, { type Model } from 'mongoose'
import { clock } from '../clock.ts'
import type { FileKind } from './kind.ts'

/** MongoDB removes what is this many times as old as its kind says, so that our sweep comes first. */
const ttlFactor = 2

export interface WholeFile {
  _id: string
  /** The workspace. */
  iso: string
  bytes: mongoose.mongo.Binary
  at: Date
}

/** Which file: of a workspace, and of the record in it that names it. */
export interface Named {
  workspace: string
  record: string
}

export interface WholeFiles {
  kind: FileKind & { keptFor: number }
  /** Grows with files of the last days. Shard key: iso, and the field of its record. */
  Files: Model<WholeFile>
  /** Keeps a file beside its record; the oldest of the workspace make room. @returns its id */
  keep(of: Named, bytes: Uint8Array): Promise<string>
  /** @returns nothing for a file of another workspace, and for one that is gone */
  read(workspace: string, id: string): Promise<Uint8Array | undefined>
  /** Removes one file of a record, or all of them. */
  remove(of: Named, id?: string): Promise<void>
  /** Removes what was kept as long as its kind says. @returns how many */
  expire(): Promise<number>
}

interface Shape {
  /** Name of the model. */
  model: string
  /** Field that names the record. */
  record: string
  /** Files of a workspace that are kept at one time. */
  maxOfOwner: number
}

/** The files of a kind, in a collection of their own. */
export function wholeFiles(
  kind: FileKind & { keptFor: number },
  { model, record, maxOfOwner }: Shape,
): WholeFiles {
  const { name, keptFor } = kind
  const schema = new mongoose.Schema(
    {
      _id: String,
      iso: { type: String, required: true },
      [record]: { type: String, required: true },
      bytes: { type: Buffer, required: true },
      at: { type: Date, required: true },
    },
    { versionKey: false },
  )
  schema.index({ [record]: 1 })
  schema.index({ iso: 1, at: 1 })
  // a sweep takes them earlier; this holds also where none runs
  schema.index({ at: 1 }, { expireAfterSeconds: (ttlFactor * keptFor) / 1000 })
  const Files = mongoose.model(model, schema, name) as unknown as Model<WholeFile>

  const remove = async (of: Named, id?: string) => {
    const one = id === undefined ? {} : { _id: id }
    await Files.deleteMany({ ...one, iso: of.workspace, [record]: of.record })
  }

  return {
    kind,
    Files,
    remove,
    async keep({ workspace: iso, record: its }, bytes) {
      const _id = randomUUIDv7()
      const file = { _id, iso, [record]: its, bytes: new mongoose.mongo.Binary(bytes) }
      await Files.create({ ...file, at: clock.now() })
      const tooMany = await Files.find({ iso })
        .sort({ at: -1 })
        .skip(maxOfOwner)
        .select({ _id: 1 })
        .lean()
      if (tooMany.length) {
        await Files.deleteMany({ iso, _id: { $in: tooMany.map((one) => one._id) } })
      }
      return _id
    },
    async read(iso, id) {
      const kept = await Files.findOne({ _id: id, iso }).lean()
      return kept ? new Uint8Array(kept.bytes.buffer) : undefined
    },
    async expire() {
      const old = await Files.deleteMany({ at: { $lt: new Date(clock.time() - keptFor) } })
      return old.deletedCount
    },
  }
}
