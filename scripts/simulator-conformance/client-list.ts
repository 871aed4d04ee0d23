/** The clients by other hands: which they are, what they need, and what they can do. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { fetchGo, fetchJava, fetchNode, fetchPython, fetchRust, findPython } from './fetch.ts'
import type { Behaviour, Client } from './shapes.ts'

const run = promisify(execFile)

const stream: Behaviour[] = ['open', 'ping', 'event twice', 'bot and reply', 'card', 'disconnect']
const java = ['java', 'keytool', 'mvn']

export const clients: Client[] = [
  {
    name: 'dingtalk-stream',
    version: '0.24.3',
    language: 'Python',
    needs: ['python3'],
    behaviours: [...stream, 'token', 'media upload'],
    fetch: () => fetchPython('dingtalk-stream', '0.24.3', 'stream.py'),
  },
  {
    name: 'dingtalk-stream-sdk-go',
    version: 'v0.9.1',
    language: 'Go',
    needs: ['go'],
    behaviours: stream,
    fetch: () => fetchGo('go-dingtalk-stream-sdk-go-v0.9.1'),
  },
  {
    name: 'app-stream-client',
    version: '1.3.12',
    language: 'Java',
    needs: java,
    behaviours: stream,
    fetch: () => fetchJava('com.dingtalk.open', 'app-stream-client', '1.3.12', 'Stream.java'),
  },
  {
    name: 'dingtalk-stream',
    version: '2.1.5',
    language: 'Node',
    needs: ['npm'],
    behaviours: [...stream, 'token'],
    fetch: () => fetchNode('dingtalk-stream', '2.1.5', 'stream.ts'),
  },
  {
    name: 'dingtalk-stream',
    version: '0.1.7',
    language: 'Rust',
    needs: ['cargo'],
    behaviours: [
      ...stream.filter((one) => one !== 'event twice'),
      ...(['token', 'card made', 'media upload'] as const),
    ],
    leftOut: {
      'event twice':
        'reads eventBornTime as a number and drops every event; DingTalk’s own client for Go takes headers of text only',
    },
    fetch: () => fetchRust('rust-dingtalk-stream-0.1.7'),
  },
  {
    name: 'dingtalk-open-stream',
    version: '0.1.6',
    language: 'Python',
    needs: [],
    needsPython: 12,
    behaviours: stream,
    fetch: () => fetchPython('dingtalk-open-stream', '0.1.6', 'open_stream.py', 12),
  },
  {
    name: 'dingtalk-sdk',
    version: '1.3.8',
    language: 'Python',
    needs: ['python3'],
    behaviours: [
      'token',
      'contacts',
      'jsapi ticket',
      'media upload',
      'callback crypto',
      'callback registered',
    ],
    leftOut: {
      department: 'writes departments by the first version of the API',
      'work notification': 'sends by the retired gateway eco.taobao.com',
    },
    fetch: () => fetchPython('dingtalk-sdk', '1.3.8', 'old_api.py'),
  },
  {
    name: 'alibaba-dingtalk-service-sdk',
    version: '2.0.0',
    language: 'Java',
    needs: java,
    behaviours: [
      'token',
      'contacts',
      'department',
      'jsapi ticket',
      'work notification',
      'custom robot',
      'media upload',
    ],
    fetch: () => fetchJava('com.aliyun', 'alibaba-dingtalk-service-sdk', '2.0.0', 'OldApi.java'),
  },
  {
    name: 'alibabacloud-dingtalk',
    version: '2.2.65',
    language: 'Python',
    needs: ['python3'],
    behaviours: [
      'token',
      'sign-in',
      'contacts',
      'jsapi ticket',
      'robot message',
      'group message',
      'card made',
    ],
    fetch: () => fetchPython('alibabacloud-dingtalk', '2.2.65', 'new_api.py'),
  },
  {
    name: 'com.aliyun:dingtalk',
    version: '2.2.43',
    language: 'Java',
    needs: java,
    behaviours: [
      'token',
      'sign-in',
      'contacts',
      'jsapi ticket',
      'robot message',
      'group message',
      'card made',
    ],
    fetch: () => fetchJava('com.aliyun', 'dingtalk', '2.2.43', 'NewApi.java'),
  },
  {
    name: 'JustAuth',
    version: '1.16.7',
    language: 'Java',
    needs: java,
    behaviours: ['sign-in'],
    fetch: () => fetchJava('me.zhyd.oauth', 'JustAuth', '1.16.7', 'SignIn.java'),
  },
  {
    name: '@logto/connector-dingtalk-web',
    version: '0.4.5',
    language: 'Node',
    needs: ['npm'],
    behaviours: ['sign-in'],
    fetch: () => fetchNode('@logto/connector-dingtalk-web', '0.4.5', 'sign-in.ts'),
  },
  {
    name: 'DingtalkChatbot',
    version: '1.5.7',
    language: 'Python',
    needs: ['python3'],
    behaviours: ['custom robot'],
    fetch: () => fetchPython('DingtalkChatbot', '1.5.7', 'custom_robot.py'),
  },
]

/** How a program is asked whether it is there. */
const questions: Record<string, string> = { go: 'version', keytool: '-help' }

/** The first program that a client needs and this machine has not. */
export async function missingProgram({ needs, needsPython }: Client): Promise<string | undefined> {
  for (const program of needs) {
    try {
      await run(program, [questions[program] ?? '--version'])
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return program
      throw error
    }
  }
  if (needsPython === undefined || (await findPython(needsPython))) return undefined
  return `Python 3.${needsPython} or newer`
}
