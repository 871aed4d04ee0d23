/** The lockfile is complete, and names packages and their hashes, not where one machine got them from. */

interface Lockfile {
  packages: Record<
    string,
    { optionalDependencies?: Record<string, string>; dependencies?: Record<string, string> }
  >
}

/** Lines that name an address to fetch a package from. */
export function fetchAddresses(lockfile: string): string[] {
  return lockfile.split('\n').filter((line) => /"resolved":\s*"(https?|git|ssh)/.test(line))
}

/**
 * Dependencies that are asked for and not locked. npm leaves out, without a word, what a
 * half-published package promises (a binary for a platform); then `npm ci` fails everywhere.
 */
export function missingEntries(lockfile: string): string[] {
  const { packages } = JSON.parse(lockfile) as Lockfile
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !isLocked(packages, path, name))
      .map((name) => `${path || 'the project'}: ${name}`),
  )
}

/** Looks where Node would: in the package's own node_modules, then outwards. */
function isLocked(packages: Lockfile['packages'], from: string, name: string): boolean {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    if (`${folder ? `${folder}/` : ''}node_modules/${name}` in packages) return true
    if (folder === '') return false
  }
}
