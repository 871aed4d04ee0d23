/** What tests of a phone whose storage fails begin with, and what such a phone says. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import type { MyTask } from '../../service/inspections/contract/task.ts'
import { openDevice, passLanguage, photograph } from '../setup/people-at-work.ts'
import { storageFaults } from '../setup/storage-faults.ts'
import { demoWorld } from '../setup/world.ts'

export const world = demoWorld()

export const openMei = (fault: keyof typeof storageFaults, path?: string) =>
  openDevice(world, 'mei', path, { before: storageFaults[fault] })

export const atWork = (mei: Page) =>
  passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
export const doesNotOpen = (mei: Page) =>
  mei.getByRole('heading', { name: 'What is saved on this phone does not open' })
export const goOn = (mei: Page) => mei.getByRole('button', { name: 'Go on without it' }).click()
export const unkept = (mei: Page) =>
  mei.getByRole('alert').filter({ hasText: 'Not saved on this phone' })
export const saved = (mei: Page) => mei.getByText(/^Saved( on this phone)?$/)
export const noRoom = (mei: Page) => mei.getByText('no room left')

export async function start(mei: Page, name: string): Promise<void> {
  await mei.getByRole('button', { name: 'Start Promotion: Alipay+ Marketing Code' }).click()
  await mei.getByLabel('Name on the signboard').fill(name)
}

/** From the store to the storefront photo, and that photo. */
export async function photographStore(mei: Page): Promise<void> {
  const go = () => mei.getByRole('button', { name: 'Continue', exact: true }).click()
  await mei.getByLabel('Category').selectOption('Café, tea or bakery')
  await go()
  await mei.getByLabel('Address').fill('9 Harbour Road, Singapore 098632')
  await go()
  await photograph(mei, 'Bakery storefront')
  await mei.getByText('Sharp and bright enough').waitFor()
}

/** A newer version of the app was here, and was taken back. */
export function leaveNewer(mei: Page, stores: boolean): Promise<void> {
  return mei.evaluate(
    (withStores) =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open('partner-workspace', 90)
        asked.onupgradeneeded = () => {
          if (withStores) asked.result.createObjectStore('something-new')
        }
        asked.onerror = () => reject(new Error('not opened'))
        asked.onsuccess = () => {
          asked.result.close()
          resolve()
        }
      }),
    stores,
  )
}

/** The one that is to be done. */
export const taskOf = (page: Page): Promise<MyTask> =>
  page.evaluate(async () => {
    const ask = async (path: string) => (await fetch(`/api/v1/me/staff/tasks${path}`)).json()
    return ask(`/${(await ask('')).items[0].id}`)
  })

export const staffIdOf = (page: Page): Promise<string> =>
  page.evaluate(async () => (await (await fetch('/api/v1/me/staff')).json()).staffId)

/** The made-up kind as one script that a page can run. */
export async function scriptOfMadeUpKind(): Promise<string> {
  const entry = join(import.meta.dirname, '../setup/made-up-kind.ts')
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'madeUp' } },
  })
  const [{ output }] = built as [Rolldown.RolldownOutput]
  return `${output[0].code}; window.madeUp = madeUp`
}
