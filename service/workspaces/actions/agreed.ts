/** What the platform sets for an ISO: its country and currency, and the order of work that was agreed on with it. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import type { IsoOrder } from '../contract/order.ts'
import { countrySet, orderSet } from '../events.ts'
import { Workspaces, type AgreedChange, type Workspace } from '../model.ts'
import { currencyOf } from '../shared.ts'

/** Changes that are remembered; older ones remain in the events. */
const rememberedChanges = 20

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

export const isCurrency = (code: string): boolean => currencies.has(code)

const noCurrency = { field: 'currency', rule: 'must be a code of ISO 4217' }

/** The currency that was chosen, or that of the country. @throws Refusal `bad_input` for one that there is not */
export function currencyFor(country: string, chosen: string | undefined): string {
  const currency = chosen ?? currencyOf(country) ?? ''
  return isCurrency(currency) ? currency : refuse('bad_input', { fields: [noCurrency] })
}

/** Changes the ISO as long as it is as it `was`. @throws Refusal `wrong_state` */
async function change(
  { _id }: Workspace,
  was: Record<string, unknown>,
  set: Partial<Workspace>,
  entry: AgreedChange,
): Promise<Workspace> {
  const after = await Workspaces.findOneAndUpdate(
    { _id, ...was },
    { $set: set, $push: { changes: { $each: [entry], $slice: -rememberedChanges } } },
    { returnDocument: 'after' },
  ).lean<Workspace | null>()
  return after ?? refuse('wrong_state')
}

interface CountryGiven {
  country: string
  currency?: string | undefined
  was: { country: string | null; currency: string | null }
}

/** Setting what is set changes nothing. @throws Refusal `bad_input`, `wrong_state` when they are others by now */
export async function setCountry(
  iso: Workspace,
  { country, currency: chosen, was }: CountryGiven,
  me: Operator,
): Promise<Workspace> {
  const currency = currencyFor(country, chosen)
  const set = { country, currency }
  if (iso.country === country && iso.currency === currency) return iso
  const entry = { what: 'country_set', ...set, by: me.id, name: me.name, at: clock.now() } as const
  return transaction(async () => {
    const after = await change(iso, was, set, entry)
    const about = { tenant: iso._id, id: iso._id, by: actorOf(me), regions: [country] }
    await record(countrySet, { ...about, data: set })
    return after
  })
}

interface OrderGiven {
  order: IsoOrder
  agreedWith: string
  was: string | null
}

/** Recording what is recorded changes nothing. @throws Refusal `wrong_state` when there is another one by now */
export async function setOrder(
  iso: Workspace,
  { order: value, agreedWith, was }: OrderGiven,
  me: Operator,
): Promise<Workspace> {
  if (iso.order?.value === value && iso.order.agreedWith === agreedWith) return iso
  const by = { by: me.id, name: me.name, at: clock.now() }
  const entry = { what: 'order_set', order: value, agreedWith, ...by } as const
  const before = { 'order.at': was === null ? null : new Date(was) }
  return transaction(async () => {
    const after = await change(iso, before, { order: { value, agreedWith, ...by } }, entry)
    const { _id, country } = iso
    const about = { tenant: _id, id: _id, by: actorOf(me), ...(country && { regions: [country] }) }
    await record(orderSet, { ...about, data: { order: value } })
    return after
  })
}
