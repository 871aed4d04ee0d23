/** Asks the web view not to throw the phone's own store away when space runs short. */
import { onDevice } from '../api/keeping.ts'

const place = 'partner-workspace.asked-to-keep'

/** Once on this phone: some browsers ask the person. */
export async function askToKeep(): Promise<void> {
  // the older web views have no `storage`, pages without TLS neither
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return
  if (onDevice.read(place)) return
  onDevice.write(place, 'yes')
  await navigator.storage.persist()
}
