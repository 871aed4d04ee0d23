/** Fetches the packages of clients into the user's cache, once for each version, and says how each is started. */
import { execFile } from 'node:child_process'
import { access, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../cache.ts'
import type { Program } from './shapes.ts'

const run = promisify(execFile)
const sources = join(import.meta.dirname, 'clients')

/** Where packages are kept: outside the repository. */
async function folderOf(name: string): Promise<string> {
  const folder = join(await cacheFolder(), 'conformance', name)
  await mkdir(folder, { recursive: true })
  return folder
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Does the work once for a folder; a run that broke off does it again. */
async function once(folder: string, work: () => Promise<unknown>): Promise<void> {
  const mark = join(folder, '.complete')
  try {
    await access(mark)
  } catch (error) {
    if (!isMissing(error)) throw error
    await work()
    await writeFile(mark, '')
  }
}

/** Pythons beside the one that is called `python3`: their own names, and those of pyenv. */
async function otherPythons(): Promise<string[]> {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions')
  const found = await readdir(versions).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  return [
    ...['python3.14', 'python3.13', 'python3.12'],
    ...found.toSorted().map((version) => join(versions, version, 'bin/python3')),
  ]
}

/** A Python 3 whose second number is at least this; nothing when the machine has none. */
export async function findPython(minor: number): Promise<string | undefined> {
  for (const python of ['python3', ...(await otherPythons())]) {
    try {
      const { stdout } = await run(python, ['-c', 'import sys; print(*sys.version_info[:2])'])
      const [major, own] = stdout.trim().split(' ').map(Number)
      if (major === 3 && (own ?? 0) >= minor) return python
    } catch {
      // Not on this machine, or a stand-in of a version manager that has none: the next one.
    }
  }
  return undefined
}

export async function fetchPython(
  name: string,
  version: string,
  file: string,
  minor = 0,
): Promise<Program> {
  const folder = await folderOf(`python-${name}-${version}`)
  const command = (await findPython(minor)) ?? 'python3'
  await once(folder, () =>
    // prettier-ignore
    run(command, ['-m', 'pip', 'install', '--quiet', '--upgrade', '--target', folder, `${name}==${version}`]),
  )
  const env = { PYTHONPATH: folder, PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' }
  return { command, args: [join(sources, 'python', file)], env }
}

/** Module and versions are in `clients/go/go.mod`. */
export async function fetchGo(name: string): Promise<Program> {
  const folder = await folderOf(name)
  const binary = join(folder, 'client')
  const env = { ...process.env, GOMODCACHE: join(folder, 'modules'), GOFLAGS: '-mod=readonly' }
  await run('go', ['build', '-o', binary, '.'], { cwd: join(sources, 'go'), env })
  return { command: binary, args: [], env: {} }
}

/** Crate and versions are in `clients/rust/Cargo.lock`. */
export async function fetchRust(name: string): Promise<Program> {
  const folder = await folderOf(name)
  // prettier-ignore
  await run('cargo', ['build', '--quiet', '--locked', '--manifest-path', join(sources, 'rust/Cargo.toml'), '--target-dir', folder])
  return { command: join(folder, 'debug/conformance'), args: [], env: {} }
}

const pomOf = (group: string, artifact: string, version: string) =>
  `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>conformance</groupId>
  <artifactId>client</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>${group}</groupId>
      <artifactId>${artifact}</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`

/** Its program is compiled by `java` itself when it starts. */
export async function fetchJava(
  group: string,
  artifact: string,
  version: string,
  file: string,
): Promise<Program> {
  const folder = await folderOf(`maven-${artifact}-${version}`)
  const jars = join(folder, 'jars')
  await once(folder, async () => {
    const pom = join(folder, 'pom.xml')
    await writeFile(pom, pomOf(group, artifact, version))
    // prettier-ignore
    await run('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`])
  })
  return { command: 'java', args: ['-cp', join(jars, '*'), join(sources, 'java', file)], env: {} }
}

export async function fetchNode(name: string, version: string, file: string): Promise<Program> {
  const folder = await folderOf(`node-${name.replace('/', '-')}-${version}`)
  await once(folder, async () => {
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    // prettier-ignore
    await run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', `${name}@${version}`])
  })
  // beside its packages nothing of this project's is found
  const program = join(folder, file)
  await copyFile(join(sources, 'node', file), program)
  return { command: process.execPath, args: [program], env: { PACKAGES: folder } }
}
