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

/** A page names the files that it has; with `all` they are all that it will ever need, and others can go. */
self.addEventListener('message', (event) => {
  const { files, all } = event.data
  event.waitUntil(
    Promise.all(files.map((file) => fileOf(new Request(file)))).then(
      () => all && forgetOthers(files),
    ),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (pathname.startsWith('/assets/') || pathname === '/favicon.svg') {
    event.respondWith(fileOf(request))
  } else if (request.mode === 'navigate' && !others.test(pathname)) {
    event.respondWith(pageOf(request, event))
  }
})

async function keepPage() {
  await remember(await fetch('/', { cache: 'no-cache' }))
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

/**
 * A page that differs from the one kept is a new version. It takes the place of the old one only when its own files
 * are there: a signal that is lost in between must not leave a page that cannot open, with drafts behind it.
 * @throws when it is not whole
 */
async function remember(answer) {
  if (!answer.ok) throw new Error(`the page came with status ${answer.status}`)
  const text = await answer.text()
  const files = text.match(/\/assets\/[\w.-]+/g) ?? []
  const answers = await Promise.all(files.map((file) => fileOf(new Request(file))))
  if (answers.some(({ ok }) => !ok)) throw new Error('a file of the page did not come')
  const headers = new Headers(answer.headers)
  // of the text as it was on its way
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  await withCache((cache) => cache.put('/', new Response(text, { headers })))
}

/** What only an older version needs; that one may have been open until now. */
async function forgetOthers(files) {
  const needed = new Set(files)
  await withCache(async (cache) => {
    for (const request of await cache.keys()) {
      const isFile = new URL(request.url).pathname.startsWith('/assets/')
      if (isFile && !needed.has(request.url)) await cache.delete(request)
    }
  })
}

/** Files bear a hash in their name, so what is kept is right. @throws for one that does not come */
async function fileOf(request) {
  const known = await withCache((cache) => cache.match(request))
  if (known) return known
  const answer = await fetch(request)
  const copy = answer.clone()
  if (answer.ok) await withCache((cache) => cache.put(request, copy))
  return answer
}

/** The newest page, where it comes whole and in time; every screen has the same page. */
async function pageOf(request, event) {
  const known = await withCache((cache) => cache.match('/'))
  const asked = fetch(request)
  // the copy is taken before the browser reads the answer
  const remembered = asked.then((answer) => remember(answer.clone()))
  // what comes too late for now is there the next time, and a page that the browser has thrown away is kept again
  event.waitUntil(remembered.catch((error) => console.warn('the page is not kept', error)))
  if (!known) return asked
  try {
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), patience))
    await Promise.race([remembered, late])
    return await asked
  } catch (error) {
    console.warn('the page was not reached whole', error)
    return known
  }
}
