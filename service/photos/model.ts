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
  /** The sender. */
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
  /** When its pictures were removed, because it had been kept long enough; what is known of it stays. */
  goneAt?: Date
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
    goneAt: Date,
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

/** Bytes of a part of a picture. A compressed photo is one. */
export const chunkSize = 1024 * 1024

/** A picture, in the format of GridFS. */
export interface PictureFile {
  _id: mongo.ObjectId
  length: number
  chunkSize: number
  uploadDate: Date
  filename: string
}

/** Shard key: _id. */
export const PictureFiles = mongoose.model<PictureFile>(
  'PictureFile',
  new mongoose.Schema<PictureFile>(
    {
      _id: mongoose.Schema.Types.ObjectId,
      length: { type: Number, required: true },
      chunkSize: { type: Number, required: true },
      uploadDate: { type: Date, required: true },
      filename: { type: String, required: true },
    } as never,
    { versionKey: false },
  )
    // GridFS demands it
    .index({ filename: 1, uploadDate: 1 }),
  'photos.files',
)

/** A part of a picture, in the format of GridFS. */
export interface PictureChunk {
  _id: mongo.ObjectId
  files_id: mongo.ObjectId
  n: number
  data: Buffer
}

/** Shard key: files_id, n. */
export const PictureChunks = mongoose.model<PictureChunk>(
  'PictureChunk',
  new mongoose.Schema<PictureChunk>(
    {
      _id: mongoose.Schema.Types.ObjectId,
      files_id: { type: mongoose.Schema.Types.ObjectId, required: true },
      n: { type: Number, required: true },
      data: { type: Buffer, required: true },
    } as never,
    { versionKey: false },
  ).index({ files_id: 1, n: 1 }, { unique: true }),
  'photos.chunks',
)

let bucket: { of: mongo.Db; bucket: mongo.GridFSBucket } | undefined

/** The pictures, to be read. */
export function pictures(): mongo.GridFSBucket {
  const { db } = mongoose.connection
  if (!db) throw new Error('the database is not connected')
  if (bucket?.of !== db) {
    bucket = {
      of: db,
      bucket: new mongoose.mongo.GridFSBucket(db, {
        bucketName: 'photos',
        chunkSizeBytes: chunkSize,
      }),
    }
  }
  return bucket.bucket
}
