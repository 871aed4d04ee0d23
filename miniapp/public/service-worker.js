/**
 * Lets the staff workspace open without network: keeps the page and its files, never an answer of the service.
 * Plain JavaScript, served as it is: a service worker needs an address that does not change.
 */
const kept = 'partner-workspace'
/** Milliseconds after which a slow network counts as none. */
const patience = 4000
/** Addresses that are no screens of the workspace. */
const others = /^\/(api|console|dingtalk|docs|openapi\.json|healthz|readyz|metrics|__)/

self.addEventListener('install', (event) => {
  self.skipWaiting()
  event.waitUntil(keepPage())
})

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

/** A page that was loaded before the worker was there names its files. */
self.addEventListener('message', (event) => {
  const { files } = event.data
  event.waitUntil(Promise.all(files.map((file) => fileOf(new Request(file)))))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (pathname.startsWith('/assets/') || pathname === '/favicon.svg') {
    event.respondWith(fileOf(request))
  } else if (request.mode === 'navigate' && !others.test(pathname)) {
    event.respondWith(pageOf(request))
  }
})

async function keepPage() {
  const answer = await fetch('/', { cache: 'no-cache' })
  if (answer.ok) await remember(answer)
}

/** A cache that is full or refused costs the opening without network, never the page. */
async function withCache(work) {
  try {
    return await work(await caches.open(kept))
  } catch (error) {
    console.warn('nothing is kept for an opening without network', error)
    return undefined
  }
}

/** A page that differs from the one kept is a new version: the files of the old one go. */
async function remember(answer) {
  const copies = [answer.clone(), answer.clone()]
  await withCache(async (cache) => {
    const before = await cache.match('/')
    const [old, fresh] = await Promise.all([before?.text(), copies[0].text()])
    if (old !== undefined && old !== fresh) {
      for (const request of await cache.keys()) await cache.delete(request)
    }
    await cache.put('/', copies[1])
  })
}

/** Files bear a hash in their name, so what is kept is right. */
async function fileOf(request) {
  const known = await withCache((cache) => cache.match(request))
  if (known) return known
  const answer = await fetch(request)
  const copy = answer.clone()
  if (answer.ok) await withCache((cache) => cache.put(request, copy))
  return answer
}

/** From the network where it answers in time; every screen has the same page. */
async function pageOf(request) {
  const known = await withCache((cache) => cache.match('/'))
  const asked = fetch(request)
  if (!known) return asked
  const heard = asked.catch((error) => console.warn('the page was not reached', error))
  const late = new Promise((resolve) => setTimeout(resolve, patience))
  const answer = await Promise.race([heard, late])
  if (!answer?.ok) return known
  await remember(answer)
  return answer
}
