/** Faults of the service itself. */
import { setTimeout as sleep } from 'node:timers/promises'
import { visitsDuring, type Run } from '../run.ts'

export const killService: Run = {
  name: 'kill-service',
  what: 'kill -9 of an instance of the service, four times, beside another one',
  needs: { members: 1, instances: 2 },
  go: (house) =>
    visitsDuring(house, async () => {
      for (let times = 0; times < 4; times++) {
        await sleep(1_500)
        const instance = house.instances[times % house.instances.length]
        await instance?.kill()
        instance?.start()
        await instance?.ready()
      }
    }),
}
