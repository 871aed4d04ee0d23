/** Photos: what is known of each in one document, and the pictures themselves as stored files (service/files). */
import mongoose, { type mongo } from 'mongoose'
import { filesInParts } from '../files/parts.ts'
import type { Place } from '../http/contract.ts'
import { largestPhoto, type Photo } from './contract.ts'

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
  /** Of the picture in it; an earlier release wrote none. */
  fingerprints?: string[]
  takenAt: Date | null
  place: Place | null
  source: Photo['source']
  /** Ids of stored files. */
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

/** The pictures: evidence of a visit, so they stay when the person who took them is erased. */
export const pictureFiles = filesInParts(
  {
    name: 'photos',
    maxBytes: largestPhoto,
    tooLarge: 'photo_too_large',
    erased: 'stays',
  },
  'Picture',
)

export const { Files: PictureFiles, bucket: pictures } = pictureFiles
