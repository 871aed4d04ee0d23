/** Every kind of event has its place: somebody reacts to it, or it is for the audit log only; never both, never neither. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isAuditOnly } from '../../../service/outbox/audit-only.ts'
import { reactions } from '../../../service/worker.ts'

const service = join(import.meta.dirname, '../../../service')

test('nobody reacts to an event that is written as settled', () => {
  expect(Object.keys(reactions).filter(isAuditOnly)).toEqual([])
})

test('each event that the code names is reacted to or kept for the audit log', async () => {
  const files = (await readdir(service, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const named = new Set<string>()
  for (const file of files) {
    const source = await readFile(join(service, file), 'utf8')
    for (const [, type = ''] of source.matchAll(/\brecord\(\s*'([a-z_.]+)'/g)) named.add(type)
    for (const [, type = ''] of source.matchAll(/'(staff\.import_[a-z_]+)'/g)) named.add(type)
    if (!file.startsWith('staff') || file.startsWith('staff/imports')) continue
    for (const [, what = ''] of source.matchAll(/\bevent: '([a-z_]+)'/g)) named.add(`staff.${what}`)
    for (const [, what = ''] of source.matchAll(/\bto: '([a-z_]+)' \}/g)) named.add(`staff.${what}`)
  }
  expect(named.size).toBeGreaterThan(15)
  const homeless = [...named].filter((type) => !isAuditOnly(type) && !reactions[type])
  expect(homeless).toEqual([])
})
