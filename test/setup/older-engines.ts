/** Makes the Chromium of the tests as poor as the oldest engines that the mini-app is for, as far as scripts can see. */

export type Engine = 'chrome 87' | 'safari 14'

/** Runs in the page before everything else: takes away what the engine does not have. */
function takeAway(isSafari: boolean): void {
  const remove = (owner: unknown, names: string) => {
    for (const name of names.split(' ')) {
      if (owner && name in (owner as object)) delete (owner as Record<string, unknown>)[name]
    }
  }
  const prototypeOf = (name: string) =>
    (window as unknown as Record<string, { prototype?: object } | undefined>)[name]?.prototype
  const lists = 'at findLast findLastIndex toSorted toReversed toSpliced with'
  remove(Array.prototype, lists)
  remove(Object.getPrototypeOf(Int8Array.prototype), lists)
  remove(String.prototype, 'at isWellFormed toWellFormed')
  remove(Object, 'hasOwn groupBy')
  remove(Map, 'groupBy')
  remove(Promise, 'withResolvers try')
  remove(Array, 'fromAsync')
  remove(RegExp, 'escape')
  remove(Math, 'sumPrecise f16round')
  const sets = 'union intersection difference symmetricDifference isSubsetOf isSupersetOf'
  remove(Set.prototype, `${sets} isDisjointFrom`)
  const iterators = Object.getPrototypeOf(
    Object.getPrototypeOf([][Symbol.iterator]()) as object,
  ) as object
  remove(iterators, 'map filter take drop flatMap reduce toArray forEach some every find')
  remove(Intl, 'DurationFormat Segmenter supportedValuesOf')
  remove(Intl.NumberFormat.prototype, 'formatRange formatRangeToParts')
  remove(Intl.Locale.prototype, 'getWeekInfo weekInfo')
  remove(Date.prototype, 'toTemporalInstant')
  remove(prototypeOf('Crypto'), 'randomUUID')
  remove(AbortSignal, 'timeout any abort')
  remove(AbortSignal.prototype, 'throwIfAborted reason')
  remove(URL, 'canParse parse')
  remove(URLSearchParams.prototype, 'size')
  remove(HTMLElement.prototype, 'inert showPopover hidePopover togglePopover popover')
  remove(Element.prototype, 'checkVisibility setHTML')
  remove(Document.prototype, 'startViewTransition')
  remove(Blob.prototype, 'bytes')
  remove(Response.prototype, 'bytes')
  remove(Uint8Array, 'fromBase64 fromHex')
  remove(Uint8Array.prototype, 'toBase64 toHex')
  const globals =
    'structuredClone Iterator navigation scheduler Temporal BarcodeDetector URLPattern'
  remove(window, `${globals} CompressionStream DecompressionStream reportError`)
  if (!isSafari) return
  remove(Intl, 'DisplayNames ListFormat')
  remove(Navigator.prototype, 'locks storage connection setAppBadge vibrate wakeLock')
  remove(HTMLFormElement.prototype, 'requestSubmit')
  remove(Element.prototype, 'scrollIntoViewIfNeeded')
  remove(IDBFactory.prototype, 'databases')
  remove(prototypeOf('HTMLDialogElement'), 'showModal show close requestClose')
  const idle = 'requestIdleCallback cancelIdleCallback'
  remove(
    window,
    `BroadcastChannel HTMLDialogElement OffscreenCanvas ReportingObserver IdleDetector ${idle}`,
  )
}

/** An init script for the pages of a context. */
export const olderEngine = (engine: Engine): string =>
  `(${takeAway.toString()})(${engine === 'safari 14'})`
