/** The columns of the made-up import of another-kind.test.ts: read in a thread, which loads this file by its address. */
import { columnsByTitle } from '../../../service/imports/reading/by-title.ts'

export const columns = columnsByTitle({ number: ['Meter', '电表'], place: ['Place', '位置'] })
