/** Gets DingTalk onto a phone on the page of phones, as a person new to it does. */
import type { Locator } from 'playwright-core'

/** What the choice is called where the device is set to English and to Simplified Chinese. */
const alipayPartner = /^(Alipay Partner|支付宝合作伙伴)$/

/** Installs it, signs in, and says that the person is an Alipay Partner. */
export async function installDingTalk(phone: Locator): Promise<void> {
  await phone.getByRole('button', { name: 'Install DingTalk' }).click()
  const question = phone.getByRole('region', { name: 'Choose your identity' })
  await question.getByRole('button', { name: alipayPartner }).click()
  await question.waitFor({ state: 'detached' })
}
