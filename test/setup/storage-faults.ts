/** Faults of a browser's storage, each as a script that runs in the page before its own. */

const exception = (name: string, words: string) =>
  `new DOMException(${JSON.stringify(words)}, ${JSON.stringify(name)})`

const full = exception('QuotaExceededError', 'full')
const denied = exception('SecurityError', 'Access is denied')

export const storageFaults = {
  /** Another connection holds the database until `release()`. */
  databaseNeverOpens: `
    const open = IDBFactory.prototype.open
    const held = open.call(indexedDB, 'held', 1)
    window.release = () => { IDBFactory.prototype.open = open; held.result.close() }
    IDBFactory.prototype.open = function () { return open.call(this, 'held', 7) }`,
  databaseMissing: `Object.defineProperty(window, 'indexedDB', { get: () => undefined })`,
  storageForbidden: `
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get() { throw ${denied} } })
    }
    LockManager.prototype.request = () => Promise.reject(${denied})
    LockManager.prototype.query = () => Promise.reject(${denied})
    StorageManager.prototype.persist = () => Promise.reject(${denied})`,
  localStorageFull: `Storage.prototype.setItem = function () { throw ${full} }`,
  /** Until \`freed\`. */
  phoneFull: `
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (...given) {
      if (!window.freed) throw ${full}
      return put.apply(this, given)
    }`,
  picturesNotStorable: `
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (value, ...more) {
      const isPicture = Object.values(value).some((part) => part instanceof Blob)
      if (isPicture) throw ${exception('DataCloneError', 'no blobs here')}
      return put.call(this, value, ...more)
    }`,
  /** Until \`freed\`, and of photos only. */
  photosRefused: `
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (value, ...more) {
      if (this.name === 'photos' && !window.freed) throw ${exception('DataError', 'no')}
      return put.call(this, value, ...more)
    }`,
  /** Once \`lost\` is 'now': that connection is dead from then on, without a close event. */
  connectionLost: `
    const begin = IDBDatabase.prototype.transaction
    const dead = new WeakSet()
    IDBDatabase.prototype.transaction = function (...given) {
      if (window.lost === 'now') { dead.add(this); window.lost = 'was' }
      if (dead.has(this)) throw ${exception('UnknownError', 'Connection to Indexed Database server lost')}
      return begin.apply(this, given)
    }`,
  cachesForbidden: `Object.defineProperty(CacheStorage.prototype, 'open', { value: () => Promise.reject(${denied}) })`,
}
