/** The table of a bulk add: a name and a phone number in each row, under titles in many languages. */
import type { Columns } from '../../imports/reading/columns.ts'
import { rowsBelow, type SheetPerson } from './columns.ts'
import { findHeader, type Header } from './header.ts'
import { peopleIn } from './lines.ts'
import { nameIn } from './name-parts.ts'

export const columns: Columns<Header, SheetPerson> = {
  names: ['name', 'phone'],
  findHeader,
  placesOf: ({ name, parts, phone }) => [
    ...(parts ? [...parts.given, ...parts.family] : [name]),
    phone,
  ],
  rowsBelow,
  sampleOf: nameIn,
  lines: { read: peopleIn, textOf: ({ name, phone }) => `${name} ${phone}` },
}
