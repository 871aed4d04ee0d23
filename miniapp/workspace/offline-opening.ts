/** Makes the workspace open without network, where the web view can do that. */

/** The worker keeps what the page loads from now on, and the files that were loaded before it was there. */
export async function prepareOfflineOpening(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  try {
    await navigator.serviceWorker.register('/service-worker.js')
  } catch (error) {
    // refused by this web view or not reached: the workspace opens with network only
    if (error instanceof DOMException || error instanceof TypeError) return
    throw error
  }
  await tellFiles(false)
}

/** Every screen has been loaded: files of other versions are needed no more. */
export function tellAllFiles(): void {
  if ('serviceWorker' in navigator && import.meta.env.PROD) void tellFiles(true)
}

async function tellFiles(all: boolean): Promise<void> {
  const { active } = await navigator.serviceWorker.ready
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('/assets/') || name.endsWith('/favicon.svg'))
  active?.postMessage({ files, all })
}
