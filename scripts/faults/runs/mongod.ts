/** Faults of MongoDB: its processes are killed, stopped, made to give way, or have no room left. */
import { setTimeout as sleep } from 'node:timers/promises'
import { visitsDuring, type Run } from '../run.ts'

export const killMongod: Run = {
  name: 'kill-mongod',
  what: 'kill -9 of the only mongod, twice; it is started again after two seconds',
  needs: { members: 1, instances: 2 },
  go: (house) =>
    visitsDuring(house, async () => {
      for (let times = 0; times < 2; times++) {
        await sleep(2_000)
        await house.set.killMember(0)
        await sleep(2_000)
        await house.set.restartMember(0)
        await house.set.primary()
      }
    }),
}

export const pausePrimary: Run = {
  name: 'pause-primary',
  what: 'SIGSTOP of the primary of three members for eight seconds, beside three instances',
  needs: { members: 3, instances: 3 },
  go: (house) =>
    visitsDuring(house, async () => {
      await sleep(2_000)
      const goOn = house.set.pauseMember(await house.set.primary())
      await sleep(8_000)
      goOn()
      await house.set.primary()
    }),
}

export const stepDowns: Run = {
  name: 'step-downs',
  what: 'five step-downs of the primary of three members, beside three instances',
  needs: { members: 3, instances: 3 },
  go: (house) =>
    visitsDuring(house, async () => {
      for (let times = 0; times < 5; times++) {
        await sleep(1_500)
        await house.set.stepDown()
      }
    }),
}

export const killPrimary: Run = {
  name: 'kill-primary',
  what: 'kill -9 of the primary of three members, beside three instances; it comes back later',
  needs: { members: 3, instances: 3 },
  go: (house) =>
    visitsDuring(house, async () => {
      await sleep(2_000)
      const primary = await house.set.primary()
      await house.set.killMember(primary)
      await house.set.primary()
      await sleep(3_000)
      await house.set.restartMember(primary)
    }),
}

export const diskFull: Run = {
  name: 'disk-full',
  what: 'the disk of the only mongod is full for four seconds (a small tmpfs; needs root)',
  needs: { members: 1, instances: 2, disk: 600 },
  go: async (house) => {
    let ended = false
    const result = await visitsDuring(
      house,
      async () => {
        await sleep(2_000)
        await house.disk?.fill()
        // it ends itself when it cannot write
        ended = await Promise.race([
          house.set.ended(0).then(() => true),
          sleep(4_000).then(() => false),
        ])
        await sleep(1_000)
        await house.disk?.free()
        if (ended) await house.set.restartMember(0)
        await house.set.primary()
      },
      { upload: true },
    )
    result.notes.push(ended ? 'mongod ended itself' : 'mongod stayed')
    return result
  },
}
