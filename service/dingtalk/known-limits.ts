/** What is known of each API: how often it was called, and whether DingTalk refuses it to the app. */
import { config } from '../config.ts'
import { everyApi, keyOf, Places, type CallPlaces } from './limit-places.ts'

/** Rows of all APIs of the app that have been called, by API. */
export async function knownApis(): Promise<
  (Omit<CallPlaces, '_id' | 'places'> & { api: string })[]
> {
  const first = keyOf('')
  const rows = await Places.find({ _id: { $gte: first, $lt: `${config().dingtalk.clientId}!` } })
    .select({ places: 0 })
    .lean<CallPlaces[]>()
  return rows
    .map(({ _id, ...row }) => ({ ...row, api: _id.slice(first.length) }))
    .filter(({ api }) => api !== everyApi)
}

/** Whether DingTalk refuses an API to the app, as far as is known. */
export async function isRefused(api: string): Promise<boolean> {
  return (await Places.exists({ _id: keyOf(api), refusal: { $exists: true } })) !== null
}
