/** Stores, and what stands in them. */
import type { Domain } from '../domain.ts'
import { storeMigrations } from './migrations.ts'

export const stores: Domain = {
  migrations: storeMigrations,
}
