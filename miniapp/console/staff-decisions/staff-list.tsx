/** What the lists of people have in common: their first columns, and decisions about many of them. */
import type { listStaff } from '../../../service/staff/contract/lists.ts'
import type { BulkVerb } from '../../../service/staff/contract/many.ts'
import type { StaffRow } from '../../../service/staff/contract/member.ts'
import { columnsOf } from '../kit/columns.tsx'
import type { Bulk } from '../kit/list-page.tsx'
import { readablePhone } from '../parts/phone-number.ts'
import { SelectionBar } from './many/selection-bar.tsx'

const { text } = columnsOf<StaffRow>()

export const nameAndPhone = [
  text('staff.name', ({ name }) => name, { sorts: { by: 'name' } }),
  text('staff.phone', ({ phone }) => readablePhone(phone), { oneLine: true }),
]

/** @param offered what makes sense in the list; all when not given */
export const decideOnMany = (offered?: readonly BulkVerb[]): Bulk<typeof listStaff> => ({
  nameOf: ({ name }) => name,
  bar: (selection, filter) => (
    <SelectionBar selection={selection} filter={filter} {...(offered && { offered })} />
  ),
})
