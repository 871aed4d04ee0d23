/** Brings the first policies and the first agreement, and the rights to publish and to sign (requirements A9, B12). */
import { clock } from '../clock.ts'
import type { Migration } from '../database/migrations.ts'
import { putRoles } from '../team/actions/roles.ts'
import { bringTexts, giveTimeToIsos } from './actions/begin.ts'
import { agreementsMigration } from './rules.ts'

export const agreementMigrations: Migration[] = [
  {
    number: agreementsMigration,
    name: 'agreements: first policies and agreement, rights, time for ISOs that deploy',
    // when it ran says until when visits of older apps are taken
    async run(context) {
      await bringTexts(clock.now())
      await context.save('texts')
      await putRoles(context)
      await giveTimeToIsos()
    },
  },
]
