/** Faults of the service itself. */
import { visitsDuring, type Run } from '../run.ts'

export const killService: Run = {
  name: 'kill-service',
  description: 'kill -9 of an instance of the service, four times, beside another one',
  setup: { members: 1, instances: 2 },
  execute: (testbed) =>
    visitsDuring(
      testbed,
      async () => {
        for (let times = 0; times < 4; times++) {
          await testbed.sleep(1_500)
          const instance = testbed.instances[times % testbed.instances.length]
          await instance?.kill()
          instance?.start()
          await instance?.ready()
        }
      },
      { brokenConnections: true },
    ),
}
