/** Each rule of the design, with files that break it: a rule that cannot fail holds nothing. */
import { type Rule } from './project.ts'
import * as content from './rules/content.ts'
import { noCycles, noFolderCycles } from './rules/cycles.ts'
import * as direction from './rules/direction.ts'
import * as rights from './rules/rights.ts'
import { callsToDingTalk, rooms } from './rules/rooms.ts'
import { foundQueries } from './rules/scope-examples.ts'
import { queriesInScope } from './rules/scopes.ts'
import { fileOrFolder, shortFiles } from './rules/sizes.ts'
import { plainComments } from './rules/words.ts'

export const rules: { says: string; rule: Rule; brokenBy: Record<string, string>[] }[] = [
  {
    says: 'the service is plumbing and known domains',
    rule: direction.knownFolders,
    brokenBy: [{ 'service/billing/model.ts': '' }],
  },
  {
    says: 'plumbing knows no domain, domains use each other downwards, and none the app',
    rule: direction.serviceDirection,
    brokenBy: [
      { 'service/http/serve.ts': "import { roles } from '../team/model.ts'" },
      { 'service/errors.ts': "import type { Member } from './team/contract.ts'" },
      { 'service/staff/actions.ts': "import { submit } from '../promotions/actions.ts'" },
      {
        'service/staff/actions/join.ts':
          "import { submit } from '../../promotions/actions/submit.ts'",
      },
      { 'service/staff/actions.ts': "await import('../promotions/actions.ts')" },
      { 'service/staff/actions.ts': "export * from '../promotions/actions.ts'" },
      { 'service/staff/view.ts': "let spot: import('../promotions/contract.ts').Spot" },
      { 'service/promotions/actions.ts': "import { approve } from '../staff/routes.ts'" },
      { 'service/promotions/actions.ts': "import { tell } from '../notifications/actions.ts'" },
      { 'service/notifications/handlers.ts': "import { staff } from '../staff/handlers.ts'" },
      {
        'service/notifications/view/mail.ts': "import { email } from '../../accounts/contract.ts'",
      },
      { 'service/staff/handlers.ts': "import { tell } from '../notifications/actions/send.ts'" },
      { 'service/team/routes.ts': "import { app } from '../app.ts'" },
      { 'service/team/actions.ts': "import { migrations } from '../migrations.ts'" },
      { 'service/promotions/migrations.ts': "import { a } from '../staff/migrations.ts'" },
    ],
  },
  {
    says: 'contracts and shared code import light packages and each other only, because they reach the phone',
    rule: direction.lightContracts,
    brokenBy: [
      { 'service/staff/contract.ts': "import * as z from 'zod'" },
      { 'service/staff/shared.ts': "import { createHash } from 'node:crypto'" },
      { 'service/staff/shared/fold.ts': "import { find } from 'libphonenumber-js/max'" },
      { 'service/staff/shared.ts': "import { mayHappen } from './rules.ts'" },
      { 'service/staff/contract.ts': "import type { StaffMember } from './model.ts'" },
      { 'service/staff/contract/one.ts': "import type { StaffMember } from '../model.ts'" },
    ],
  },
  {
    says: 'workspace and console never load each other, nor does what both use load either',
    rule: direction.halvesApart,
    brokenBy: [
      { 'miniapp/workspace/home/home.tsx': "import { Page } from '../../console/parts/page.tsx'" },
      { 'miniapp/console/console.tsx': "await import('../workspace/workspace.tsx')" },
      { 'miniapp/parts/card.tsx': "import { Page } from '../console/parts/page.tsx'" },
    ],
  },
  {
    says: 'the list of the service has every domain, in the order in which they may use each other',
    rule: direction.listedDomains,
    brokenBy: [
      { 'service/domains.ts': 'export const domains = []', 'service/staff/domain.ts': '' },
      {
        'service/domains.ts':
          "import { staff } from './staff/domain.ts'; import { team } from './team/domain.ts'; export const domains = [staff, team]",
        'service/staff/domain.ts': '',
        'service/team/domain.ts': '',
      },
    ],
  },
  {
    says: 'the library of the console stays out of the phone',
    rule: direction.heavyPackagesApart,
    brokenBy: [
      { 'miniapp/parts/card.tsx': "import { Button } from 'antd'" },
      { 'miniapp/workspace/home/home.tsx': "import dayjs from 'dayjs'" },
    ],
  },
  {
    says: 'of the service only contracts and shared code reach the mini-app, and the simulator is apart',
    rule: direction.programsApart,
    brokenBy: [
      { 'miniapp/api/client.ts': "import { config } from '../../service/config.ts'" },
      {
        'miniapp/main.tsx':
          "import { minimumVersions } from '../scripts/engines/minimum-versions.ts'",
      },
      { 'scripts/engines/too-old.ts': "import { Routes } from '../../miniapp/routes.tsx'" },
      { 'miniapp/main.tsx': "import { people } from '../scripts/demo/people.ts'" },
      { 'service/app.ts': "import { people } from '../scripts/demo/people.ts'" },
      { 'service/app.ts': "import { page } from '../miniapp/main.tsx'" },
      {
        'scripts/dingtalk-simulator/platform/crypto.ts':
          "import { encrypt } from '../../../service/dingtalk/callback/crypto.ts'",
      },
      { 'scripts/dingtalk-simulator/main.ts': "import type { A } from '../../miniapp/main.tsx'" },
      { 'scripts/dingtalk-simulator/main.ts': "import { start } from '../start/program.ts'" },
      // it brings the service along
      { 'scripts/dingtalk-simulator/main.ts': "import { fill } from '../demo/world.ts'" },
      { 'scripts/seed.ts': "import { database } from '../test/setup/database.ts'" },
    ],
  },
  {
    says: 'each room of a domain uses only the rooms below it',
    rule: rooms,
    brokenBy: [
      { 'service/staff/rules.ts': "import { StaffMember } from './model.ts'" },
      { 'service/staff/policy.ts': "import { approve } from './actions.ts'" },
      { 'service/staff/view.ts': "import { approve } from './actions/decide.ts'" },
      { 'service/staff/actions.ts': "import { migrations } from './migrations.ts'" },
      { 'service/photos/uses/migrations.ts': "import { routes } from './routes.ts'" },
      { 'service/staff/helpers.ts': '' },
      { 'service/photos/uses/helpers.ts': '' },
      { 'service/staff-imports/view.ts': "import { start } from './actions/start.ts'" },
    ],
  },
  {
    says: 'only handlers and actions call DingTalk',
    rule: callsToDingTalk,
    brokenBy: [
      { 'service/staff/routes.ts': "import { createUser } from '../dingtalk/contacts.ts'" },
    ],
  },
  {
    says: 'every endpoint declares who may call it',
    rule: rights.declaredCallers,
    brokenBy: [
      { 'service/staff/contract.ts': "endpoint('GET /api/v1/staff', { name: 'list' })" },
      {
        'service/staff/contract.ts':
          "const toView = { may: 'staff.view' } as const; endpoint('GET /api/v1/staff', { ...toView })",
      },
    ],
  },
  {
    says: 'a right is named at endpoints only; all others ask for an endpoint or a policy',
    rule: rights.rightsAtEndpoints,
    brokenBy: [
      { 'service/staff/routes.ts': "if (!me.permissions.has(right)) refuse('not_allowed')" },
      { 'service/staff-imports/routes.ts': "mustHold(me, 'staff.add')" },
      { 'miniapp/console/console.tsx': 'const { permissions } = useMe()' },
    ],
  },
  {
    says: 'what runs for a caller asks for what belongs to tenants inside the scope only',
    rule: queriesInScope,
    brokenBy: foundQueries,
  },
  {
    says: 'there are no cycles',
    rule: noCycles,
    brokenBy: [
      {
        'service/staff/view.ts': "import './rules.ts'",
        'service/staff/rules.ts': "import type { A } from './model.ts'",
        'service/staff/model.ts': "export * from './view.ts'",
      },
      { 'miniapp/main.tsx': "import './main.tsx'" },
    ],
  },
  {
    says: 'folders side by side do not use each other',
    rule: noFolderCycles,
    brokenBy: [
      {
        'service/http/serve.ts': "import { transaction } from '../database/transaction.ts'",
        'service/database/transaction.ts': '',
        'service/database/page.ts': "import type { Caller } from '../http/callers.ts'",
        'service/http/callers.ts': '',
      },
      {
        'miniapp/workspace/screens.ts': "import('./me/me.tsx')",
        'miniapp/workspace/me/me.tsx': "import { useMe } from '../session/me.ts'",
        'miniapp/workspace/session/me.ts': '',
        'miniapp/workspace/session/session.tsx': "import { load } from '../screens.ts'",
      },
    ],
  },
  {
    says: 'rules and policies never wait',
    rule: content.pureDecisions,
    brokenBy: [
      { 'service/staff/rules.ts': 'export async function mayAsk() {}' },
      { 'service/staff/rules/states.ts': 'export const answer = await fetch("")' },
      { 'service/staff/rules.ts': 'async () => { for await (const a of []) a }' },
      { 'service/staff/policy.ts': 'export const may = () => Promise.resolve(true)' },
    ],
  },
  {
    says: 'one file of the service reads the environment',
    rule: content.oneReaderOfTheEnvironment,
    brokenBy: [
      { 'service/log.ts': 'export const level = process.env.LOG_LEVEL' },
      { 'miniapp/main.tsx': "const { PORT } = process['env']" },
    ],
  },
  {
    says: 'what reaches the phone calls nothing that old web views lack',
    rule: content.oldWebViews,
    brokenBy: [
      { 'miniapp/drafts/a.ts': 'export const sorted = [2, 1].toSorted()' },
      { 'miniapp/parts/a.tsx': 'export const copy = structuredClone({})' },
      { 'service/staff/contract.ts': 'export const last = [1].at(-1)' },
      { 'service/staff/shared/fold.ts': 'export const last = [1].at(-1)' },
    ],
  },
  {
    says: 'what a browser may refuse to keep is handled in one file each',
    rule: content.guardedStorage,
    brokenBy: [
      { 'miniapp/parts/a.ts': "export const kept = localStorage.getItem('a')" },
      { 'miniapp/console/a.ts': "window.sessionStorage.setItem('a', 'b')" },
      { 'miniapp/drafts/store.ts': "const request = indexedDB.open('a')" },
    ],
  },
  {
    says: 'the service has one clock',
    rule: content.oneClock,
    brokenBy: [
      { 'service/staff/actions.ts': 'const now = Date.now()' },
      { 'service/staff/model.ts': 'const timeline = { default: Date.now }' },
      { 'service/staff/actions.ts': 'const now = new Date()' },
      { 'service/staff/actions.ts': 'const now = Date()' },
    ],
  },
  {
    says: 'no line of the log has a field that is blanked in it',
    rule: content.readableLogLines,
    brokenBy: [
      { 'service/outbox/deliver.ts': "log.warn({ api, code }, 'refused')" },
      { 'service/outbox/deliver.ts': "log[level]({ event, code: error.code }, 'given up')" },
    ],
  },
  {
    says: 'no check is muted, no test is left out',
    rule: content.nothingMuted,
    brokenBy: [
      { 'service/a.ts': `// @ts-${'ignore'}` },
      { 'service/a.ts': `// oxlint-${'disable'}-next-line` },
      { 'test/service/a.test.ts': `test.${'skip'}('something', () => {})` },
    ],
  },
  {
    says: 'names of files tell what they are for',
    rule: content.tellingNames,
    brokenBy: [
      { 'service/staff/index.ts': '' },
      { 'miniapp/utils/format.ts': '' },
      { 'miniapp/parts/PhotoTile.tsx': '' },
    ],
  },
  {
    says: 'a file opens with a sentence on what it is for',
    rule: content.opensWithASentence,
    brokenBy: [{ 'service/app.ts': "import Koa from 'koa'" }],
  },
  {
    says: 'comments and names of tests are in plain English',
    rule: plainComments,
    brokenBy: [
      { 'service/app.ts': '/** Whoever calls is told. */' },
      { 'miniapp/main.tsx': 'const name = person?.name // nobody yet' },
      { 'service/staff/view.ts': '/** Numbers, without them for who may not see them. */' },
      { 'test/setup/world.ts': '// a page on the phone of somebody' },
      { 'test/service/log.test.ts': "test.each(rows)('%s is told to nobody', () => {})" },
    ],
  },
  {
    says: 'no file of the service, the scripts and the tests is long',
    rule: shortFiles,
    brokenBy: ['service/staff/view.ts', 'test/service/staff/lists.test.ts'].map((path) => ({
      [path]: `/** Long. */${'\n// more'.repeat(300)}`,
    })),
  },
  {
    says: 'no file stands beside a folder of its name',
    rule: fileOrFolder,
    brokenBy: [{ 'service/staff/view.ts': '', 'service/staff/view/import.ts': '' }],
  },
]
