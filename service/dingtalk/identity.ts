/**
 * The identity that a person has chosen in DingTalk (requirements A3). No field of DingTalk's contacts is documented to
 * hold it: an organisation may have a profile field of its own for it, which a setting names (decision 049).
 */
import { config } from '../config.ts'
import { fieldsOf, textOf } from './fields.ts'

export type Identity = 'alipay_partner' | 'other'

/** *Alipay Partner* in English and in both Chinese scripts, without what people write between the words. */
const partner = new Set(['alipaypartner', '支付宝合作伙伴', '支付寶合作夥伴'])

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Whether this organisation's DingTalk is said to tell it at all. */
export const tellsIdentity = () => config().dingtalk.identityField !== undefined

/**
 * @param extension the organisation's own fields of a member, as JSON in text
 * @returns undefined where DingTalk does not tell
 */
export function identityOf(extension: unknown): Identity | undefined {
  const { identityField } = config().dingtalk
  if (identityField === undefined) return undefined
  const fields = fieldsOf(extension)
  const name = Object.hasOwn(fields, identityField) ? plain(textOf(fields[identityField])) : ''
  if (!name) return undefined
  return partner.has(name) ? 'alipay_partner' : 'other'
}
