/** Asks the web view not to throw the phone's own store away when space runs short. */
import { onDevice } from '../api/keeping.ts'

const place = 'partner-workspace.asked-to-keep'

/** Once on this phone: some browsers ask the person. */
export async function askToKeep(): Promise<void> {
  // the older web views have no `storage`, pages without TLS neither
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return
  if (onDevice.read(place)) return
  onDevice.write(place, 'yes')
  try {
    await navigator.storage.persist()
  } catch (error) {
    // refused, as where storage is forbidden: the app works, and the phone may throw its work away
    console.warn('the phone does not promise to keep its store', error)
  }
}
