/** Packs the service of a git commit into test/releases/before.json.br, which a test starts beside the present one. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { readWords, refuseCommandLine } from './command-line.ts'

const root = join(import.meta.dirname, '..')
const target = join(root, 'test/releases/before.json.br')

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })

/** Files of the service at a commit, and those outside that they import, path to text. */
function filesAt(commit: string): Record<string, string> {
  const files: Record<string, string> = { 'package.json': '{ "type": "module" }\n' }
  const wanted = git('ls-tree', '-r', '--name-only', commit, 'service').trim().split('\n')
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (files[path] !== undefined || path.endsWith('.md')) continue
    const text = git('show', `${commit}:${path}`)
    files[path] = text
    if (!path.endsWith('.ts')) continue
    for (const [, specifier = ''] of text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      wanted.push(posix.join(dirname(path), specifier))
    }
  }
  return files
}

const help = `Usage: node scripts/keep-release.ts <commit>

Packs the service of a git commit into test/releases/before.json.br, which a test starts beside the present one. To be run
after each release, with its commit.

It ends with 0 when it is packed, 1 when there is no such commit, and 2 for a wrong command line.
`

const [given] = readWords(help)
if (!given) refuseCommandLine('Which commit? node scripts/keep-release.ts <commit>')
const commit = git('rev-parse', '--verify', `${given}^{commit}`).trim()
const files = filesAt(commit)
const packed = brotliCompressSync(JSON.stringify({ commit, files }), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
})
mkdirSync(dirname(target), { recursive: true })
writeFileSync(target, packed)
const kilobytes = Math.round(packed.length / 1024)
console.log(`${Object.keys(files).length} files of ${commit.slice(0, 7)} kept, ${kilobytes} kB`)
