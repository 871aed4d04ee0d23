/** The clients by other hands: which they are, what they need, how they are fetched and started. */
import { execFile } from 'node:child_process'
import { access, copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../cache.ts'
import type { Behaviour, Client, Program } from './shapes.ts'

const run = promisify(execFile)
const sources = join(import.meta.dirname, 'clients')

const stream: Behaviour[] = ['open', 'ping', 'event twice', 'bot and reply', 'card', 'disconnect']

/** Where packages are kept: outside the repository. */
async function folderOf(name: string): Promise<string> {
  const folder = join(await cacheFolder(), 'conformance', name)
  await mkdir(folder, { recursive: true })
  return folder
}

/** Does the work once for a folder; a run that broke off does it again. */
async function once(folder: string, work: () => Promise<unknown>): Promise<void> {
  const mark = join(folder, '.complete')
  try {
    await access(mark)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await work()
    await writeFile(mark, '')
  }
}

async function python(name: string, version: string, file: string): Promise<Program> {
  const folder = await folderOf(`python-${name}-${version}`)
  await once(folder, () =>
    // prettier-ignore
    run('python3', ['-m', 'pip', 'install', '--quiet', '--upgrade', '--target', folder, `${name}==${version}`]),
  )
  const env = { PYTHONPATH: folder, PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' }
  return { command: 'python3', args: [join(sources, 'python', file)], env }
}

async function fetchGo(): Promise<Program> {
  const folder = await folderOf('go-dingtalk-stream-sdk-go-v0.9.1')
  const binary = join(folder, 'client')
  const env = { ...process.env, GOMODCACHE: join(folder, 'modules'), GOFLAGS: '-mod=readonly' }
  await run('go', ['build', '-o', binary, '.'], { cwd: join(sources, 'go'), env })
  return { command: binary, args: [], env: {} }
}

async function fetchJava(): Promise<Program> {
  const version = '1.3.12'
  const folder = await folderOf(`java-app-stream-client-${version}`)
  const artifact = `com.dingtalk.open:app-stream-client:${version}`
  await once(folder, () =>
    // prettier-ignore
    run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`]),
  )
  const jar = join(folder, `app-stream-client-${version}.jar`)
  return { command: 'java', args: ['-cp', jar, join(sources, 'java/Conformance.java')], env: {} }
}

async function fetchNode(): Promise<Program> {
  const version = '2.1.5'
  const folder = await folderOf(`node-dingtalk-stream-${version}`)
  await once(folder, async () => {
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    // prettier-ignore
    await run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', `dingtalk-stream@${version}`])
  })
  // beside its packages nothing of this project's is found
  const program = join(folder, 'stream.ts')
  await copyFile(join(sources, 'node/stream.ts'), program)
  return { command: process.execPath, args: [program], env: { PACKAGES: folder } }
}

export const clients: Client[] = [
  {
    name: 'dingtalk-stream',
    version: '0.24.3',
    language: 'Python',
    needs: ['python3'],
    behaviours: [...stream, 'token'],
    fetch: () => python('dingtalk-stream', '0.24.3', 'stream.py'),
  },
  {
    name: 'dingtalk-stream-sdk-go',
    version: 'v0.9.1',
    language: 'Go',
    needs: ['go'],
    behaviours: stream,
    fetch: fetchGo,
  },
  {
    name: 'app-stream-client',
    version: '1.3.12',
    language: 'Java',
    needs: ['java', 'keytool', 'mvn'],
    behaviours: stream,
    secureOnly: true,
    fetch: fetchJava,
  },
  {
    name: 'dingtalk-stream',
    version: '2.1.5',
    language: 'Node',
    needs: ['npm'],
    behaviours: [...stream, 'token'],
    fetch: fetchNode,
  },
  {
    name: 'dingtalk-sdk',
    version: '1.3.8',
    language: 'Python',
    needs: ['python3'],
    behaviours: ['token', 'contacts', 'callback crypto'],
    fetch: () => python('dingtalk-sdk', '1.3.8', 'old_api.py'),
  },
  {
    name: 'alibabacloud-dingtalk',
    version: '2.2.65',
    language: 'Python',
    needs: ['python3'],
    behaviours: ['token', 'contacts', 'robot message'],
    fetch: () => python('alibabacloud-dingtalk', '2.2.65', 'new_api.py'),
  },
]

/** The first program that a client needs and this machine has not. */
export async function missingProgram({ needs }: Client): Promise<string | undefined> {
  for (const program of needs) {
    try {
      await run(program, [
        program === 'go' ? 'version' : program === 'keytool' ? '-help' : '--version',
      ])
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return program
      throw error
    }
  }
  return undefined
}
