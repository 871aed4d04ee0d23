/** Files in parts, as GridFS keeps them: of any size, and read as a stream. */
import mongoose, { type Model, type mongo } from 'mongoose'
import { clock } from '../clock.ts'
import { insertRows } from '../database/rows.ts'
import type { FileKind, FileOwner } from './kind.ts'

type Id = mongo.ObjectId

export interface KindInParts extends FileKind {
  /** What becomes of a person's file when they are erased: evidence stays. */
  erased: 'removed' | 'stays'
}

/** Bytes of a part. A compressed photo is one. */
const partSize = 1024 * 1024
/** Files that are removed at a time. */
const atOnce = 500

/** A file, in the format of GridFS. */
export interface PartedFile {
  _id: Id
  length: number
  chunkSize: number
  uploadDate: Date
  filename: string
  /** Whose it is; an earlier release wrote none. */
  metadata?: FileOwner
}

/** A part of a file, in the format of GridFS. */
export interface FilePart {
  _id: Id
  files_id: Id
  n: number
  data: Buffer
}

export interface Given {
  name: string
  bytes: Buffer
}

const fileSchema = ({ keptFor, erased }: KindInParts) => {
  const schema = new mongoose.Schema<PartedFile>(
    {
      _id: mongoose.Schema.Types.ObjectId,
      length: { type: Number, required: true },
      chunkSize: { type: Number, required: true },
      uploadDate: { type: Date, required: true },
      filename: { type: String, required: true },
      metadata: mongoose.Schema.Types.Mixed,
    } as never,
    { versionKey: false },
  )
  // GridFS demands it
  schema.index({ filename: 1, uploadDate: 1 })
  if (keptFor) schema.index({ uploadDate: 1 })
  if (erased === 'removed') schema.index({ 'metadata.person': 1 }, { sparse: true })
  return schema
}

const partSchema = () =>
  new mongoose.Schema<FilePart>(
    {
      _id: mongoose.Schema.Types.ObjectId,
      files_id: { type: mongoose.Schema.Types.ObjectId, required: true },
      n: { type: Number, required: true },
      data: { type: Buffer, required: true },
    } as never,
    { versionKey: false },
  ).index({ files_id: 1, n: 1 }, { unique: true })

function* partsOf(id: Id, bytes: Buffer): Generator<FilePart> {
  for (let n = 0; n * partSize < bytes.length; n++) {
    const data = bytes.subarray(n * partSize, (n + 1) * partSize)
    yield { _id: new mongoose.mongo.ObjectId(), files_id: id, n, data }
  }
}

export interface FilesInParts {
  kind: KindInParts
  /** Grows with files. Shard key: _id. */
  Files: Model<PartedFile>
  /** Shard key: files_id, n. */
  Parts: Model<FilePart>
  /** The files, to be read. */
  bucket(): mongo.GridFSBucket
  /**
   * Stores files in two writes for all of them: a stream of the driver makes two for each, and sets aside a whole part
   * of memory for every one. Those that fail half-way are left to the sweep, for parts of them may still arrive.
   * @returns the id of each
   */
  store<N extends string>(
    owner: FileOwner,
    given: Readonly<Record<N, Given>>,
  ): Promise<Record<N, Id>>
  /** Removes a file, or what there is of it; the file first, so that no reader finds half of it. */
  remove(id: Id): Promise<void>
  /** Those that are not there, or not whole. */
  missing(ids: readonly Id[]): Promise<Id[]>
  /** Removes what was kept as long as its kind says. @returns how many */
  expire(): Promise<number>
  /** What happens to the files of people who are erased, as its kind says: `PersonalData.erase` calls it. */
  eraseOf(people: readonly string[]): Promise<void>
}

/** The files of a kind, in collections of their own. @param model begins the names of its models */
export function filesInParts(kind: KindInParts, model: string): FilesInParts {
  const { name, keptFor } = kind
  const Files = mongoose.model<PartedFile>(`${model}File`, fileSchema(kind), `${name}.files`)
  const Parts = mongoose.model<FilePart>(`${model}Chunk`, partSchema(), `${name}.chunks`)
  let opened: { of: mongo.Db; bucket: mongo.GridFSBucket } | undefined

  const bucket = () => {
    const { db } = mongoose.connection
    if (!db) throw new Error('the database is not connected')
    if (opened?.of !== db) {
      const options = { bucketName: name, chunkSizeBytes: partSize }
      opened = { of: db, bucket: new mongoose.mongo.GridFSBucket(db, options) }
    }
    return opened.bucket
  }

  const remove = async (id: Id) => {
    await Files.deleteOne({ _id: id })
    await Parts.deleteMany({ files_id: id })
  }

  const removeAll = async (which: Record<string, unknown>) => {
    let removed = 0
    for (;;) {
      const some = await Files.find(which, { _id: 1 }).limit(atOnce).lean()
      for (const { _id } of some) await remove(_id)
      removed += some.length
      if (some.length < atOnce) return removed
    }
  }

  return {
    kind,
    Files,
    Parts,
    bucket,
    remove,
    async store<N extends string>(owner: FileOwner, given: Readonly<Record<N, Given>>) {
      const named = Object.entries<Given>(given).map(([key, file]) => {
        return { key, ...file, id: new mongoose.mongo.ObjectId() }
      })
      await insertRows(
        Parts,
        named.flatMap(({ id, bytes }) => [...partsOf(id, bytes)]),
      )
      // the file last: one that is there is whole
      const uploadDate = clock.now()
      await insertRows(
        Files,
        named.map(({ id: _id, name: filename, bytes: { length } }) => {
          return { _id, length, chunkSize: partSize, uploadDate, filename, metadata: owner }
        }),
      )
      return Object.fromEntries(named.map(({ key, id }) => [key, id])) as Record<N, Id>
    },
    async missing(ids) {
      const found = await Files.find({ _id: { $in: [...ids] } }).lean()
      const parts = await Parts.find(
        { files_id: { $in: [...ids] } },
        { _id: 0, files_id: 1, n: 1 },
      ).lean()
      const isWhole = (id: Id) => {
        const file = found.find(({ _id }) => _id.equals(id))
        if (!file) return false
        const there = parts.filter((part) => part.files_id.equals(id)).length
        return there === Math.ceil(file.length / file.chunkSize)
      }
      return ids.filter((id) => !isWhole(id))
    },
    expire: async () =>
      keptFor ? removeAll({ uploadDate: { $lt: new Date(clock.time() - keptFor) } }) : 0,
    async eraseOf(people) {
      if (kind.erased === 'removed') await removeAll({ 'metadata.person': { $in: [...people] } })
    },
  }
}
