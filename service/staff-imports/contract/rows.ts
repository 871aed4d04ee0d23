/** What becomes of the rows of a bulk add, and what stands in their way. */
import * as z from 'zod/mini'
import { id, named } from '../../http/contract.ts'
import { commonProblems } from '../../imports/contract.ts'
import { phoneProblem, phoneWarning } from '../../phone-numbers/contract.ts'
import { invitationFailure, staffStatus } from '../../staff/contract/association.ts'

/** Why a row is not added. */
export const rowProblems = [
  'name_missing',
  'name_too_long',
  'name_is_formula',
  'name_not_plain',
  'phone_missing',
  'bad_phone_number',
  'country_missing',
  'phone_shortened',
  'already_staff',
  ...commonProblems,
] as const
export const rowProblem = named('StaffImportRowProblem', z.enum(rowProblems))
export type RowProblem = z.output<typeof rowProblem>

/** What became of a row, or stands in its way. */
export const rowOutcomes = [
  /** Can be added; nothing has happened yet. */
  'ready',
  /** Not added: see `problem`. */
  'problem',
  /** Will be handed to DingTalk when its turn comes. */
  'queued',
  /** Was cancelled before its turn came. */
  'not_added',
  /** On the staff list; DingTalk has not answered yet. */
  'waiting',
  /** The Org invitation is before the person. */
  'invited',
  'associated',
  /** DingTalk did not invite: see `failure`. */
  'failed',
  /** Something else has happened to the person since: see `staffStatus`. */
  'changed',
] as const
export const rowOutcome = named('StaffImportRowOutcome', z.enum(rowOutcomes))
export type RowOutcome = z.output<typeof rowOutcome>

export const staffImportRow = named(
  'StaffImportRow',
  z.object({
    id,
    /** Row of the sheet, as the spreadsheet program numbers it. */
    row: z.number(),
    name: z.string(),
    /** As it stands in the file. */
    given: z.string(),
    /** E.164; null when it could not be read. */
    phone: z.nullable(z.string()),
    outcome: rowOutcome,
    problem: z.nullable(rowProblem),
    /** What is wrong with the number, for `bad_phone_number`. */
    why: z.nullable(phoneProblem),
    /** The number is taken, but worth a look. */
    warning: z.nullable(phoneWarning),
    /** The row that has the same number, for `twice_in_file`. */
    otherRow: z.nullable(z.number()),
    failure: z.nullable(invitationFailure),
    /** The entry on the staff list: the one added, or the one that was there. */
    staffId: z.nullable(id),
    staffStatus: z.nullable(staffStatus),
  }),
)
export type StaffImportRow = z.output<typeof staffImportRow>
