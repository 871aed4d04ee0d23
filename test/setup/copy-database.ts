/** Copies a database as mongodump and mongorestore do (those are not everywhere): documents, indexes and options. */
import { mongo } from 'mongoose'

/** @param from connection string that names the database; `to` likewise, and it must be empty there */
export async function copyDatabase(from: string, to: string): Promise<void> {
  // as it is stored, not as a program reads it
  const [source, target] = [from, to].map(
    (uri) => new mongo.MongoClient(uri, { promoteValues: false, bsonRegExp: true }),
  ) as [mongo.MongoClient, mongo.MongoClient]
  try {
    const collections = await source.db().listCollections({ type: 'collection' }).toArray()
    for (const { name, options } of collections as mongo.CollectionInfo[]) {
      if (name.startsWith('system.')) continue
      const copy = await target.db().createCollection(name, options)
      const original = source.db().collection(name)
      const indexes = await source.db().command({ listIndexes: name }, { promoteValues: true })
      const own = indexes['cursor'].firstBatch.filter(
        (index: { name: string }) => index.name !== '_id_',
      )
      if (own.length) await target.db().command({ createIndexes: name, indexes: own })
      for await (const document of original.find()) await copy.insertOne(document)
    }
  } finally {
    await Promise.all([source.close(), target.close()])
  }
}
