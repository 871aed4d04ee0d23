/** Lets the built page's own inline script run: the content policy names it by its hash, and no other. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** CSP sources of the scripts that stand in a page, such as `'sha256-…'`. */
export function scriptSources(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([^]*?)<\/script>/g)
  return [...scripts].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )
}

const known = new Map<string, { version: string; sources: string[] }>()

/** @param version of the file: it is read again when this changes */
export async function scriptSourcesOf(path: string, version: string): Promise<string[]> {
  const before = known.get(path)
  if (before?.version === version) return before.sources
  const sources = scriptSources(await readFile(path, 'utf8'))
  known.set(path, { version, sources })
  return sources
}

/** A content policy under which these scripts may run too. */
export function allowScripts(policy: string, sources: readonly string[]): string {
  return policy.replace(/(^|;)(script-src [^;]*)/, ['$1$2', ...sources].join(' '))
}
