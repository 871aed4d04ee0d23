/** Faults of MongoDB: its processes are killed, stopped, made to step down, or have no room left. */
import { setTimeout as sleep } from 'node:timers/promises'
import { outageLine, visitsDuring, type Run } from '../run.ts'

const expectedErrors = [outageLine]

export const killMongod: Run = {
  name: 'kill-mongod',
  description: 'kill -9 of the only mongod, twice; it is started again after two seconds',
  setup: { members: 1, instances: 2 },
  expectedErrors,
  execute: (testbed) =>
    visitsDuring(testbed, async () => {
      for (let times = 0; times < 2; times++) {
        await testbed.sleep(2_000)
        await testbed.set.killMember(0)
        await testbed.sleep(2_000)
        await testbed.set.restartMember(0)
        await testbed.set.primary()
      }
    }),
}

export const pausePrimary: Run = {
  name: 'pause-primary',
  description: 'SIGSTOP of the primary of three members for eight seconds, beside three instances',
  setup: { members: 3, instances: 3 },
  expectedErrors,
  execute: (testbed) =>
    visitsDuring(
      testbed,
      async () => {
        await testbed.sleep(2_000)
        const resume = testbed.set.pauseMember(await testbed.set.primary())
        try {
          await testbed.sleep(8_000)
        } finally {
          resume()
        }
        await testbed.set.primary()
      },
      { refusals: 0 },
    ),
}

export const stepDowns: Run = {
  name: 'step-downs',
  description: 'five step-downs of the primary of three members, beside three instances',
  setup: { members: 3, instances: 3 },
  expectedErrors,
  execute: (testbed) =>
    visitsDuring(
      testbed,
      async () => {
        for (let times = 0; times < 5; times++) {
          await testbed.sleep(1_500)
          await testbed.set.stepDown()
        }
      },
      { refusals: 0 },
    ),
}

export const killPrimary: Run = {
  name: 'kill-primary',
  description:
    'kill -9 of the primary of three members, beside three instances; it comes back later',
  setup: { members: 3, instances: 3 },
  expectedErrors,
  execute: (testbed) =>
    visitsDuring(
      testbed,
      async () => {
        await testbed.sleep(2_000)
        const primary = await testbed.set.primary()
        await testbed.set.killMember(primary)
        await testbed.set.primary()
        await testbed.sleep(3_000)
        await testbed.set.restartMember(primary)
      },
      { refusals: 0 },
    ),
}

export const lostMajority: Run = {
  name: 'lost-majority',
  description:
    'SIGSTOP of both secondaries of three members for eight seconds: nothing can be acknowledged',
  setup: { members: 3, instances: 3 },
  expectedErrors,
  execute: (testbed) =>
    visitsDuring(
      testbed,
      async () => {
        await testbed.sleep(2_000)
        const primary = await testbed.set.primary()
        const others = [0, 1, 2].filter((index) => index !== primary)
        const resume = others.map((index) => testbed.set.pauseMember(index))
        try {
          await testbed.sleep(8_000)
        } finally {
          for (const resumeOne of resume) resumeOne()
        }
        await testbed.set.primary()
      },
      { refusals: 1 },
    ),
}

export const diskFull: Run = {
  name: 'disk-full',
  description: 'the disk of the only mongod is full for four seconds (a small tmpfs; needs root)',
  setup: { members: 1, instances: 2, disk: 600 },
  expectedErrors,
  execute: async (testbed) => {
    let ended = false
    const result = await visitsDuring(
      testbed,
      async () => {
        await testbed.sleep(2_000)
        await testbed.disk?.fill()
        // mongod exits when it cannot write
        ended = await Promise.race([
          testbed.set.ended(0).then(() => true),
          sleep(4_000).then(() => false),
        ])
        await testbed.sleep(1_000)
        await testbed.disk?.free()
        if (ended) await testbed.set.restartMember(0)
        await testbed.set.primary()
      },
      { upload: true },
    )
    result.notes.push(ended ? 'mongod exited' : 'mongod kept running')
    return result
  },
}
