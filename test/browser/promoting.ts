/** What tests of a visit do on the phone of Mei: describe a store, add spots, scan, photograph. */
import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { Photos } from '../../service/photos/model.ts'
import { openDevice, passLanguage, photograph } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

export const world = demoWorld()

afterEach(() => world.phones.send('PATCH', '/people/mei/device', { pageCamera: false }))

export async function openWork(): Promise<Page> {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  return mei
}

export const newestPhoto = () => Photos.findOne().sort({ _id: -1 }).lean()
export const near = (place: { latitude: number; longitude: number }) => ({
  latitude: expect.closeTo(place.latitude, 3),
  longitude: expect.closeTo(place.longitude, 3),
})

interface Placed {
  __simulatedDevice: { facts: { place: { latitude: number } | null } }
}

/** Mei is somewhere else, and her phone has noticed: it hears of it a moment later. */
export async function moveTo(
  mei: Page,
  place: { latitude: number; longitude: number; accuracy: number },
) {
  await world.phones.send('PATCH', '/people/mei/device', { place })
  const knows = () =>
    mei.evaluate(() => (globalThis as unknown as Placed).__simulatedDevice.facts.place?.latitude)
  await expect.poll(knows).toBe(place.latitude)
}

export const start = (mei: Page) =>
  mei.getByRole('button', { name: 'Start Promotion: Alipay+ Marketing Code' }).click()
export const go = (mei: Page, name: string) =>
  mei.getByRole('button', { name, exact: true }).click()
export const asks = (mei: Page, name: string) =>
  mei.getByRole('heading', { name, level: 1 }).waitFor()

export async function scan(mei: Page, what: string | RegExp): Promise<void> {
  await mei.getByRole('button', { name: /^Scan (code|next)$/ }).click()
  await mei.getByRole('dialog').getByRole('button', { name: what }).first().click()
}

/** The scanner opens again after each code that was taken. */
export async function closeScanner(mei: Page): Promise<void> {
  await mei.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
}

export async function describeStore(mei: Page, name: string): Promise<void> {
  await asks(mei, 'Which store is it?')
  await mei.getByLabel('Name on the signboard').fill(name)
  await mei.getByLabel('Category').selectOption('Café, tea or bakery')
  await go(mei, 'Continue')
  await asks(mei, 'Where is the store?')
  await mei.getByText('Location found').waitFor()
  await mei.getByLabel('Address').fill('9 Harbour Road, Singapore 098632')
  await go(mei, 'Continue')
  await asks(mei, 'Photograph the storefront')
}

export async function photographStorefront(mei: Page): Promise<void> {
  await photograph(mei, 'Bakery storefront')
  await mei.getByText('Sharp and bright enough').waitFor()
  await go(mei, 'Use this photo')
  await asks(mei, 'Where did you put up the codes?')
}

export async function addSpot(mei: Page, kind: string, photo: string): Promise<void> {
  await go(mei, 'Add spot')
  await mei.getByText(kind, { exact: true }).click()
  await photograph(mei, photo)
  await mei.getByRole('img', { name: 'Photo 1' }).waitFor()
}

export async function tellThatStoreAgreed(mei: Page): Promise<void> {
  await asks(mei, 'Anything to speed up the review?')
  await mei.getByRole('checkbox', { name: /The store agreed/ }).check()
  await go(mei, 'Continue')
}
