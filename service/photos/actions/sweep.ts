/** Throws away pictures that belong to no photo. */
import type { mongo } from 'mongoose'
import { asAcknowledged } from '../../database/connection.ts'
import { sweepLeftOver, type Naming } from '../../files/left-over.ts'
import { Photos, pictureFiles } from '../model.ts'

const naming: Naming = {
  async named(ids) {
    const owners = await Photos.find(
      { $or: [{ 'files.full': { $in: ids } }, { 'files.thumbnail': { $in: ids } }] },
      { files: 1 },
    ).lean()
    const files = owners.flatMap((photo) => [photo.files.full, photo.files.thumbnail])
    return new Set(files.map((id) => id.toHexString()))
  },
  async isNamed(id: mongo.ObjectId) {
    const photo = await Photos.findOne(
      { $or: [{ 'files.full': id }, { 'files.thumbnail': id }] },
      { _id: 1 },
    )
      .setOptions(asAcknowledged)
      .lean()
    return photo !== null
  },
}

/** @param hours ago between which the pictures were stored. @returns how many files were thrown away */
export const sweepPictures = (hours?: { from?: number; to?: number }): Promise<number> =>
  sweepLeftOver(pictureFiles, naming, hours)
