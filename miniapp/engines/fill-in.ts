/**
 * Gives the oldest engines of `minimum-versions.ts` what the built files use and they lack; loaded before everything else.
 * A test names every feature that is used and is not here.
 */

type Member = (this: never, ...given: never[]) => unknown

/** Where the engine has it, it stays. */
function fillIn(owner: object, members: Record<string, Member>): void {
  for (const [name, value] of Object.entries(members)) {
    if (name in owner) continue
    Object.defineProperty(owner, name, { value, configurable: true, writable: true })
  }
}

/** Chrome 92, Safari 15.4. */
function at<Item>(this: ArrayLike<Item>, index: number): Item | undefined {
  const whole = Math.trunc(index) || 0
  return this[whole < 0 ? this.length + whole : whole]
}

/** Chrome 97, Safari 15.4. */
function findLast<Item>(
  this: ArrayLike<Item>,
  fits: (item: Item, index: number, all: ArrayLike<Item>) => unknown,
): Item | undefined {
  for (let index = this.length - 1; index >= 0; index -= 1) {
    const item = this[index] as Item
    if (fits(item, index, this)) return item
  }
  return undefined
}

/** Chrome 93, Safari 15.4. */
function hasOwn(thing: object, name: PropertyKey): boolean {
  return Object.prototype.hasOwnProperty.call(Object(thing), name)
}

fillIn(Array.prototype, { at, findLast })
fillIn(Object.getPrototypeOf(Int8Array.prototype) as object, { at, findLast })
fillIn(String.prototype, { at })
fillIn(Object, { hasOwn })

/** Chrome 113, Safari 17. */
if (!('size' in URLSearchParams.prototype)) {
  Object.defineProperty(URLSearchParams.prototype, 'size', {
    configurable: true,
    get(this: URLSearchParams) {
      return [...this.keys()].length
    },
  })
}

/** Safari 14.1: until then countries are shown by their codes. */
class Codes {
  of(code: string): string {
    return code
  }
}

/** Safari 14.1: until then with commas. */
class Commas {
  format(words: Iterable<string>): string {
    return [...words].join(', ')
  }
}

fillIn(Intl, { DisplayNames: Codes as never, ListFormat: Commas as never })
