/** `npm ci` installs without a wall of warnings, and nothing that it would have warned of with reason is there. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** What npm needs to plan an installation; the plan asks no registry and writes nothing. */
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'install-'))
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    await cp(join(root, file), join(folder, file))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Settings of the npm that runs the tests would count more than those of the project. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_config_(loglevel|engine_strict)$/i.test(name),
  ),
)

/** Plans `npm ci` with the npm that runs the tests. */
function plan(node: string, ...options: string[]) {
  const npm = process.env['npm_execpath']
  if (!npm) throw new Error('run the tests with npm test or npm exec')
  const args = [npm, 'ci', '--dry-run', '--offline', ...options]
  return run(node, args, { cwd: folder, env: environment, maxBuffer: 8 * 1024 * 1024 })
}

test('npm ci warns of nothing on the Node that npm itself runs on', async () => {
  const { stdout, stderr } = await plan(process.env['npm_node_execpath'] ?? process.execPath)
  expect(stderr).toBe('')
  expect(stdout).toMatch(/added \d+ packages/)
})

test('every package accepts the Node that the programs run on', async () => {
  const { stdout } = await plan(process.execPath, '--engine-strict')
  expect(stdout).toMatch(/added \d+ packages/)
})

test('no package is deprecated, and one library alone holds the metrics', async () => {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
  expect(packages).toHaveProperty(['node_modules/@prometheus-io/client'])
  expect(packages).not.toHaveProperty(['node_modules/prom-client'])
  const deprecated = Object.entries<{ deprecated?: string }>(packages).flatMap(([path, entry]) =>
    entry.deprecated === undefined ? [] : [`${path}: ${entry.deprecated}`],
  )
  expect(deprecated).toEqual([])
})
