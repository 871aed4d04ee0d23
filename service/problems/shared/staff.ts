/** Refusals around staff and what they are invited to. */
import type { Catalogue } from './catalogue.ts'

export const staffProblems = {
  // staff
  wrong_iso_email: [
    400,
    'This is not the email of the ISO whose QR code was scanned',
    'Ask the person who showed you the QR code for the email, or scan the QR code of your ISO.',
  ],
  bad_phone_number: [
    400,
    'This phone number cannot be used',
    'Write one mobile number with its country code, such as +65 8123 4567; about.why says what is wrong.',
  ],
  already_staff: [
    409,
    'This phone number is already on your staff list',
    'Open the existing entry.',
  ],
  already_decided: [
    409,
    'This has already been decided',
    'The first decision counts; read it and go on from there.',
  ],
  own_store: [
    409,
    'This person put up the POSMs in this store',
    'Assign it to someone else. If it was submitted already, return it first, then reassign it.',
  ],
  store_not_agreed: [
    400,
    'The store has not agreed to the POSMs',
    'Ask the store, tick that it agreed, and send again.',
  ],
  undo_over: [
    409,
    'The decision was sent more than 10 seconds ago',
    'It can no longer be undone: it has taken effect, or something has followed from it.',
  ],
  appeal_needs_another: [
    403,
    'This appeal is against your own decision',
    'Leave it to another reviewer.',
  ],
  wrong_state: [
    409,
    'This cannot be done in its current status',
    'Look at it again: it has changed.',
  ],
  with_another_iso: [
    409,
    'You belong to another ISO',
    'To move, open Partner Workspace, tap Alipay Partners at upper left and switch; or ask that ISO to remove you, then agree here.',
  ],
  iso_suspended: [
    409,
    'This ISO is suspended, so no one can start to work for it',
    'Nothing is lost, and you can still answer. Agree once the ISO is resumed, or ask it when that will be.',
  ],
  join_code_replaced: [
    410,
    'This QR code has been replaced',
    'Ask your ISO for the new one and scan it.',
  ],
  not_a_spreadsheet: [
    415,
    'This file cannot be read as a spreadsheet',
    'Save it as XLSX or CSV, without a password, and send it again.',
  ],
  spreadsheet_too_large: [
    413,
    'This spreadsheet is too large',
    'Keep only names and phone numbers, or split it into several files.',
  ],
  too_many_rows: [
    413,
    'There are more people in this file than can be added at once',
    'Split it into several files.',
  ],
  columns_missing: [
    400,
    'The file has no column for the name, or none for the phone number',
    'Give the columns the titles Name and Phone number, as in the template. about.part is a column with a part of the name; about.hiddenSheet and about.hiddenColumns are not read while they are hidden.',
  ],
  two_tables: [
    400,
    'The file has the columns for name and phone number twice',
    'Put the second table below the first one, or into a file of its own.',
  ],
  no_rows: [
    400,
    'There is no one in this file who can be added',
    'Fill in a name and a phone number for each person.',
  ],
  rows_gone: [
    410,
    'The rows of this import were deleted: they are kept for 90 days after its end',
    'Look at its numbers, or at the people in Staff Details.',
  ],
  encoding_not_chosen: [
    409,
    'The names of this file can be read in more than one way',
    'Choose the encoding in which the names are right, then start.',
  ],
  file_gone: [410, 'The file of this preview is not kept any more', 'Send the file again.'],
  import_changed: [
    409,
    'The rows were checked again since you looked',
    'Look at the new result, then start.',
  ],
  no_join_link: [
    409,
    'DingTalk offers no join link',
    'Switch on joining by link in the admin console of the DingTalk organization, or resend the invitation.',
  ],
} as const satisfies Catalogue
