/** The languages of the product: those that have a complete catalogue. */
import * as z from 'zod/mini'
import { named } from '../http/contract.ts'

export const languages = ['en', 'zh-CN'] as const
export const language = named('Language', z.enum(languages))
export type Language = z.output<typeof language>
