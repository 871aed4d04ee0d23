/** Every main screen of the workspace as people with other eyes and other screens find it. */
import { test } from 'vitest'
import { openDevice, passLanguage } from '../../setup/people-at-work.ts'
import { demoWorld } from '../../setup/world.ts'
import { inspect } from './inspecting.ts'
import { lendToMei, walk, workspaceScreens } from './screens.ts'

const world = demoWorld()

test('the workspace is for every eye and every width', { timeout: 180_000 }, async () => {
  const mei = await openDevice(world, 'mei', undefined, { touch: false })
  await mei.getByRole('heading', { name: 'Which language do you work in?' }).waitFor()
  await inspect(mei, 'language')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await walk(world, mei, 'mei', await workspaceScreens(world, mei), (name) => inspect(mei, name))

  await lendToMei(world)
  await mei.goto(world.onDevice('mei', '/work/payment-verification'))
  await mei.getByRole('button', { name: 'Show passwords' }).waitFor()
  await inspect(mei, 'test-account-masked')
  await mei.getByRole('button', { name: 'Show passwords' }).click()
  await mei.getByRole('timer').waitFor()
  await inspect(mei, 'test-account-shown')

  const aroon = await openDevice(world, 'aroon', undefined, { touch: false })
  await aroon.getByRole('heading', { name: 'Join your ISO first' }).waitFor()
  await inspect(aroon, 'standing')
  const codes = (await world.phones.send('GET', '/tray/codes')) as { text: string }[]
  const { pathname } = new URL(codes[0]?.text ?? '')
  await aroon.goto(world.onDevice('aroon', pathname))
  await aroon.getByRole('button', { name: 'Ask to join' }).click()
  await aroon.getByRole('alert').first().waitFor()
  await inspect(aroon, 'join')
})
