/** The rooms of a domain: what a file of each name may use, as the table of the design has it. */
import type { Rule } from '../project.ts'
import { placeOf } from './direction.ts'

const mayUse: Record<string, string[]> = {
  shared: [],
  contract: ['contract'],
  events: ['contract', 'events'],
  rules: ['contract', 'events', 'rules'],
  policy: ['contract', 'events', 'rules', 'policy'],
  model: ['contract', 'events', 'rules', 'model'],
  view: ['contract', 'events', 'rules', 'policy', 'model', 'view'],
  actions: ['contract', 'events', 'rules', 'policy', 'model', 'view', 'actions'],
  messages: ['contract', 'events', 'rules', 'policy', 'model', 'view', 'actions', 'messages'],
  routes: ['contract', 'events', 'rules', 'policy', 'model', 'view', 'actions', 'routes'],
  migrations: ['contract', 'events', 'rules', 'policy', 'model', 'view', 'actions', 'migrations'],
  handlers: ['contract', 'events', 'rules', 'policy', 'model', 'view', 'actions', 'handlers'],
  // what the domain gives to the service
  domain: ['actions', 'messages', 'routes', 'migrations', 'handlers'],
}

/** A domain has these rooms only, and each uses only those below it. */
export const rooms: Rule = (project) =>
  [...project.values()].flatMap(({ path, imports }) => {
    const from = placeOf(path)
    if (from?.layer !== 'domain') return []
    const allowed = mayUse[from.kind]
    if (!allowed) return [`${path}: a domain has no room called ${from.kind}`]
    return imports.flatMap(({ file }) => {
      // Data in JSON belong to the file that reads them.
      const to = file?.endsWith('.ts') ? placeOf(file) : undefined
      // what also runs on the phone is below all of them
      const wrong = to?.layer === 'domain' && ![...allowed, 'shared'].includes(to.kind)
      return wrong ? [`${path}: ${from.kind} may not use ${file}`] : []
    })
  })

/** DingTalk is slow and may be away: only reactions to events call it, and the actions they are made of. */
export const callsToDingTalk: Rule = (project) =>
  [...project.values()].flatMap(({ path, imports }) => {
    const from = placeOf(path)
    if (from?.layer !== 'domain' || ['handlers', 'actions'].includes(from.kind)) return []
    return imports.flatMap(({ file }) => {
      const harmless = ['errors', 'contract'].includes(placeOf(file ?? '')?.kind ?? '')
      return file?.startsWith('service/dingtalk/') && !harmless
        ? [`${path}: ${from.kind} may not call DingTalk (${file})`]
        : []
    })
  })
