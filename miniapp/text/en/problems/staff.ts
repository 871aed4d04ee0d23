/** Refusals about staff and their imports. */
import type { ProblemWording } from '../../problem-wording.ts'

export const staffProblems = {
  wrong_iso_email: {
    title: 'This is not the email of this ISO',
    remedy: 'Ask the person who showed you the QR code for it.',
  },
  bad_phone_number: {
    title: 'This number cannot be used',
    remedy: 'Enter one mobile number with its country code, such as +65 8123 4567.',
  },
  already_staff: {
    title: 'This number is already on your staff list',
    remedy: 'Open the entry that is there.',
  },
  already_decided: {
    title: 'Someone has already decided this',
    remedy: 'The first decision counts; it is shown now.',
  },
  own_store: {
    title: 'This person put up the POSMs in this store',
    remedy:
      'Assign it to someone else. If it was submitted already, return it first, then reassign it.',
  },
  store_not_agreed: {
    title: 'The store has not agreed to the POSMs',
    remedy: 'Ask the store, tick that it agreed, and send again.',
  },
  undo_over: {
    title: 'Too late to undo',
    remedy:
      'The decision counts: it was sent more than 10 seconds ago, or something has followed from it.',
  },
  appeal_needs_another: {
    title: 'This appeal is against your own decision',
    remedy: 'Leave it to another reviewer.',
  },
  with_another_iso: {
    title: 'You belong to another ISO',
    remedy:
      'To move, tap Alipay Partners at upper left and switch. Or ask that ISO to remove you, then agree here.',
  },
  iso_suspended: {
    title: 'This ISO is suspended',
    remedy:
      'No one can start working for it now. It keeps waiting for your answer: agree once it is resumed, or ask the ISO when that will be.',
  },
  join_code_replaced: {
    title: 'This QR code has been replaced',
    remedy: 'Ask your ISO for the new one and scan it.',
  },
  not_a_spreadsheet: {
    title: 'This file cannot be read as a spreadsheet',
    remedy: 'Save it as XLSX or CSV, without a password, and choose it again.',
  },
  spreadsheet_too_large: {
    title: 'This spreadsheet is too large',
    remedy: 'Keep only names and phone numbers, or split it into several files.',
  },
  too_many_rows: {
    title: 'Too many people for one file',
    remedy: 'A file may hold 5,000 people. Split it into several files.',
  },
  columns_missing: {
    title: 'The columns could not be found',
    remedy: 'Give the columns the titles Name and Phone number, as in the template.',
  },
  two_tables: {
    title: 'Two tables side by side',
    remedy:
      'The titles Name and Phone number are there twice. Put the second table below the first, or into a file of its own.',
  },
  no_rows: {
    title: 'There is no one here to add',
    remedy: 'Fill in a name and a phone number for each person.',
  },
  rows_gone: {
    title: 'The rows of this import were deleted',
    remedy: 'They are kept for 90 days after its end. Its people are in Staff Details.',
  },
  encoding_not_chosen: {
    title: 'The names can be read in more than one way',
    remedy: 'Choose the encoding in which the names are right, then start.',
  },
  file_gone: {
    title: 'The file of this preview is not kept any more',
    remedy: 'Choose the file again.',
  },
  import_changed: {
    title: 'The rows were checked again in the meantime',
    remedy: 'Look at the new result, then start.',
  },
  no_join_link: {
    title: 'DingTalk offers no join link',
    remedy: 'Joining by link is switched off in DingTalk. Resend the invitation instead.',
  },
  wrong_state: {
    title: 'This has changed in the meantime',
    remedy: 'Look at it again to see what can be done now.',
  },
} satisfies Partial<ProblemWording>
