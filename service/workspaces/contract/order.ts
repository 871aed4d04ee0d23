/** What staff do first at a store (requirements B11). */
import * as z from 'zod/mini'
import { named } from '../../http/contract.ts'

export const isoOrders = ['verify_then_deploy', 'deploy_then_verify'] as const
export const isoOrder = named('IsoOrder', z.enum(isoOrders))
export type IsoOrder = z.output<typeof isoOrder>
