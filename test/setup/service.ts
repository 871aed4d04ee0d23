/** Starts the real service in the test's process, on a database of its own, with a simulated DingTalk beside it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../../scripts/dingtalk-simulator/simulator.ts'
import { configure } from '../../service/config.ts'
import type { Domain } from '../../service/domain.ts'
import { runService, type Part, type Service } from '../../service/run.ts'
import { testEnvironment } from './environment.ts'
import { awaitPresses, patientWithMongoDB } from './patience.ts'

export type Simulator = Awaited<ReturnType<typeof startSimulator>>

interface Options {
  /** Start a simulated DingTalk and let the service talk to it. */
  simulator?: boolean
  parts?: Part[]
  environment?: Record<string, string>
  unreachableAfter?: number
  /** In place of those of the service. */
  domains?: readonly Domain[]
}

export interface TestService extends Service {
  simulator: Simulator | undefined
}

/** Parts default to the web part only, or both when there is a DingTalk to talk to. */
export async function startTestService({
  simulator: wanted = false,
  parts = wanted ? ['web', 'worker'] : ['web'],
  environment = {},
  unreachableAfter = patientWithMongoDB,
  domains,
}: Options = {}): Promise<TestService> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'simulator-'))
  const publicUrl = environment['PUBLIC_URL'] ?? testEnvironment()['PUBLIC_URL'] ?? ''
  const simulator = wanted
    ? await startSimulator({ port: 0, smtpPort: 0, dataFolder, publicUrl })
    : undefined
  if (simulator) await awaitPresses(simulator)
  configure(
    testEnvironment({
      ...(simulator
        ? {
            DINGTALK_API_URL: simulator.apiUrl,
            DINGTALK_OAPI_URL: simulator.apiUrl,
            DINGTALK_LOGIN_URL: simulator.url,
            SMTP_URL: simulator.smtpUrl,
          }
        : { DINGTALK_EVENTS: 'callback' }),
      ...environment,
    }),
  )
  const service = await runService(parts, { schedules: false, unreachableAfter, domains })
  return {
    ...service,
    simulator,
    async stop() {
      await service.stop()
      await simulator?.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
