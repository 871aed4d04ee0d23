/** The only source of the present time, so that tests can arrange it. */

let read = () => new Date()

export const clock = {
  now(): Date {
    return read()
  },
  /** Milliseconds since 1970. */
  time(): number {
    return read().getTime()
  },
  /** Lets a test decide what time it is; without an argument real time comes back. */
  arrange(source: () => Date = () => new Date()): void {
    read = source
  },
}
