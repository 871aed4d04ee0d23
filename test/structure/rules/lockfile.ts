/** The lockfile names packages and their hashes, not where one machine got them from. */

/** Lines that name an address to fetch a package from. */
export function fetchAddresses(lockfile: string): string[] {
  return lockfile.split('\n').filter((line) => /"resolved":\s*"(https?|git|ssh)/.test(line))
}
