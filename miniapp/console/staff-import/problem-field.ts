/** Which field of a row has to be corrected, so that the keyboard is put there. */
import type { RowProblem } from '../../../service/staff-imports/contract/rows.ts'

/** Complete by its type: a new problem has to say where it is. */
export const problemField: Record<RowProblem, 'name' | 'phone'> = {
  name_missing: 'name',
  name_too_long: 'name',
  name_is_formula: 'name',
  name_not_plain: 'name',
  phone_missing: 'phone',
  bad_phone_number: 'phone',
  country_missing: 'phone',
  phone_shortened: 'phone',
  twice_in_file: 'phone',
  already_staff: 'phone',
  encoding_unsure: 'name',
  line_broken: 'name',
  too_many_cells: 'name',
  cell_too_long: 'phone',
  text_unreadable: 'name',
  row_hidden: 'name',
  not_added: 'phone',
}
