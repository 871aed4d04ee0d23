/** Photos: what is known of each in one document, the pictures themselves in GridFS. */
import mongoose, { type mongo } from 'mongoose'
import type { Place } from '../http/contract.ts'
import type { Photo } from './contract.ts'

/** What others keep of a photo beside their own things: photos never change. */
export interface KnownPhoto {
  id: string
  width: number
  height: number
  takenAt: Date | null
  place: Place | null
  source: Photo['source']
}

export interface StoredPhoto {
  /** Made by the phone. */
  _id: string
  iso: string
  /** Who sent it. */
  staff: string
  /** In pixels, as stored and upright. */
  width: number
  height: number
  /** Size of the full picture as stored. */
  bytes: number
  /** Of what was sent, in hex: tells a repeated sending from another picture. */
  sha256: string
  /** Of the picture in it; a release before wrote none. */
  fingerprints?: string[]
  takenAt: Date | null
  place: Place | null
  source: Photo['source']
  /** Files in GridFS. */
  files: { full: mongo.ObjectId; thumbnail: mongo.ObjectId }
  /** When it arrived. */
  at: Date
}

const schema = new mongoose.Schema<StoredPhoto>(
  {
    _id: String,
    iso: { type: String, required: true },
    staff: { type: String, required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    bytes: { type: Number, required: true },
    sha256: { type: String, required: true },
    fingerprints: { type: [String], default: undefined },
    takenAt: Date,
    place: mongoose.Schema.Types.Mixed,
    source: { type: String, required: true },
    files: {
      full: mongoose.Schema.Types.ObjectId,
      thumbnail: mongoose.Schema.Types.ObjectId,
    },
    at: { type: Date, required: true },
  } as never,
  { versionKey: false, minimize: false },
)
// a person's field activity, day by day
schema.index({ iso: 1, staff: 1, at: -1 })
// which file belongs to a photo: the sweep asks
schema.index({ 'files.full': 1 })
schema.index({ 'files.thumbnail': 1 })

/** Shard key: iso, _id. */
export const Photos = mongoose.model<StoredPhoto>('Photo', schema, 'photos')

let bucket: { of: mongo.Db; bucket: mongo.GridFSBucket } | undefined

/** The pictures. Shard key of `photos.chunks`: files_id, n. A compressed photo is one chunk. */
export function pictures(): mongo.GridFSBucket {
  const { db } = mongoose.connection
  if (!db) throw new Error('the database is not connected')
  if (bucket?.of !== db) {
    bucket = {
      of: db,
      bucket: new mongoose.mongo.GridFSBucket(db, {
        bucketName: 'photos',
        chunkSizeBytes: 1024 * 1024,
        // told to nobody, and so not recorded, before a majority has them
        writeConcern: { w: 'majority' },
      }),
    }
  }
  return bucket.bucket
}
