/** The catalogue of everything that can be refused: a stable code, its HTTP status, and what to do about it. */

const catalogue = {
  // the caller
  signed_out: [401, 'You are not signed in', 'Sign in and try again.'],
  session_expired: [401, 'The session has ended', 'Refresh the session or sign in again.'],
  wrong_credentials: [
    401,
    'Email and password do not match',
    'Check both and try again, or ask an admin of your company.',
  ],
  wrong_password: [
    400,
    'This is not your current password',
    'Enter the password that you sign in with now.',
  ],
  password_common: [
    400,
    'This password is too common',
    'Choose a longer one of words that do not belong together. Digits or symbols at the end do not help.',
  ],
  password_personal: [
    400,
    'This password is made of your name, your email, your company or this product',
    'Choose words that have nothing to do with you or your work.',
  ],
  password_pattern: [
    400,
    'This password is a pattern: something repeated, a row of keys or digits, or a date',
    'Choose several words that do not belong together.',
  ],
  password_link_over: [
    409,
    'This link has expired',
    'A link works once and for a limited time, and only the newest one. Ask for a new one.',
  ],
  email_in_use: [
    409,
    'This email is already in use',
    'Use another one, or look at the account that has it.',
  ],
  already_operator: [
    409,
    'This person is an operator of this workspace already',
    'Nothing was changed.',
  ],
  wrong_login_code: [
    401,
    'DingTalk does not accept this sign-in code',
    'Close the app in DingTalk and open it again.',
  ],
  other_organisation: [
    403,
    'This was opened from another DingTalk organization',
    'Choose Alipay Partners in DingTalk and open the app from there.',
  ],
  dingtalk_not_linked: [
    403,
    'This DingTalk account is not linked to a console account',
    'Sign in with email and password, or link it with a code sent to your email.',
  ],
  membership_over: [
    403,
    'The console account that is linked to this DingTalk account no longer belongs to a workspace',
    'Ask an admin of your company to add you again, or sign in with another email and its password.',
  ],
  dingtalk_linked_elsewhere: [
    409,
    'This DingTalk account is linked to another console account',
    'Unlink it there first: sign in to that account and open Sign-in and sessions.',
  ],
  account_linked_elsewhere: [
    409,
    'This console account is linked to another DingTalk account',
    'Sign in with that one or with the password, and unlink it under Sign-in and sessions.',
  ],
  link_over: [
    409,
    'DingTalk needs to confirm your identity again',
    'Choose Sign in with DingTalk again.',
  ],
  foreign_sign_in: [
    403,
    'This sign-in was not started in this browser',
    'Go back to the sign-in page and start again.',
  ],
  sign_in_over: [
    409,
    'This sign-in has been used already, or took longer than ten minutes',
    'Go back to the sign-in page and start again.',
  ],
  wrong_code: [
    400,
    'This is not the code that was sent',
    'Look at the newest email and try again.',
  ],
  code_over: [
    409,
    'This code has expired',
    'Ask for a new one: a code works for five minutes and five attempts.',
  ],
  step_up_needed: [
    403,
    'This needs a code that is sent to your email',
    'Ask for a code and enter it; then repeat the request.',
  ],
  not_allowed: [403, 'Your role does not include this', 'Ask an admin for the permission.'],
  not_associated: [
    403,
    'You do not belong to an ISO yet',
    'Ask your ISO to add you, or scan its QR code.',
  ],
  another_person: [
    409,
    'This work belongs to someone else',
    'Nothing was sent. It stays on the phone until that person signs in again.',
  ],
  workspace_suspended: [
    403,
    'The workspace is suspended',
    'Nothing is lost. The Alipay+ Partner team can resume it.',
  ],
  foreign_origin: [403, 'The request comes from another site', 'Use the app itself.'],
  // what is asked for
  not_found: [404, 'Not found', 'It was removed, or you have no access to it. Check the address.'],
  method_not_allowed: [405, 'This address does not support this method', 'See /docs.'],
  method_unknown: [501, 'This is not an HTTP method', 'Send GET, POST, PUT, PATCH or DELETE.'],
  // how it is asked
  malformed_request: [
    400,
    'This HTTP request cannot be read',
    'Check the program or the proxy that sends it.',
  ],
  request_timeout: [
    408,
    'The request did not arrive in time',
    'Send it again, on a better connection if there is one.',
  ],
  headers_too_large: [
    431,
    'The address and the headers of this request are too large',
    'Remove the cookies of this site and open it again.',
  ],
  expectation_failed: [417, 'This Expect header is not supported', 'Send the request without it.'],
  bad_input: [
    400,
    'Something in the input is not valid',
    'Correct the fields named and try again.',
  ],
  bad_cursor: [400, 'This cursor is not valid', 'Start again with the first page.'],
  body_too_large: [413, 'The content is too large', 'Send something smaller.'],
  unsupported_media: [415, 'This content type is not supported here', 'See /docs for what is.'],
  too_many_requests: [429, 'Too many attempts', 'Wait for the time given and try again.'],
  sending_too_much: [
    429,
    'You are sending too much at once',
    'Wait until what is on its way has arrived, then send this again.',
  ],
  too_busy: [
    503,
    'Too many people are sending at the moment',
    'Send it again in a few seconds; nothing was lost.',
  ],
  too_slow: [
    408,
    'The request arrived too slowly and was ended',
    'Send it again where the connection is better.',
  ],
  idempotency_key_reused: [
    422,
    'This Idempotency-Key was used for something else',
    'Use a new key for a new request.',
  ],
  idempotency_key_in_use: [
    409,
    'The first request with this Idempotency-Key is still running',
    'Wait a moment and ask again.',
  ],
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
  // test accounts
  account_taken: [
    409,
    'This test account cannot be assigned now',
    'Choose another one: it was just assigned, or needs new passwords first.',
  ],
  passwords_unreadable: [
    500,
    'These passwords cannot be opened now',
    'Nothing was shown and nothing was recorded. Ask your ISO for another test account, or try again later.',
  ],
  has_account: [409, 'This person already has a test account', 'Take that one back first.'],
  // inspections
  task_there: [
    409,
    'This store already has an open verification task',
    'Reassign that one, or choose another store.',
  ],
  // promotion
  code_unknown: [
    409,
    'A Marketing Code is not on your ISO’s list',
    'Use a code that your ISO was given.',
  ],
  code_taken: [
    409,
    'A Marketing Code is already in use elsewhere',
    'Remove the code and use another one; if it was bound by mistake, tell your ISO.',
  ],
  photo_missing: [
    409,
    'A photo of this submission has not arrived',
    'Wait until all photos are sent, then send again.',
  ],
  same_id_other_content: [
    409,
    'This id was used for something else',
    'Start it again on the phone.',
  ],
  revision_superseded: [
    409,
    'There is a newer revision',
    'Open it again to see the newest revision.',
  ],
  not_a_photo: [
    415,
    'This photo cannot be read',
    'Take the photo again; JPEG, PNG and WebP are accepted.',
  ],
  photo_is_heic: [
    415,
    'This photo is in the format HEIC (HEIF)',
    'Let the camera write JPEG. iPhone: Settings > Camera > Formats > Most Compatible. Android: switch off HEIF or high efficiency pictures in the settings of the camera. Then take the photo again.',
  ],
  photo_too_large: [413, 'This photo is too large', 'Take it again with the camera of the app.'],
  photo_too_many_pixels: [
    413,
    'This photo has too many pixels',
    'At most 120 megapixels are accepted, 60 of a photo that is progressive or interlaced. Choose a lower resolution in the settings of the camera and take it again.',
  ],
  link_expired: [403, 'This link has expired', 'Open the page again for a new one.'],
  product_closed: [409, 'This product cannot be promoted now', 'Choose another product.'],
  // messages
  always_told: [
    409,
    'This message cannot be turned off',
    'It is rare and important, so it is always sent.',
  ],
  no_email: [409, 'You have no email address here', 'Keep messages in DingTalk.'],
  // DingTalk
  bad_callback: [400, 'This callback is not from DingTalk', 'Check token, key and time.'],
  dingtalk_unavailable: [
    503,
    'DingTalk is not responding',
    'Try again in a minute; nothing was lost.',
  ],
  // ourselves
  unavailable: [
    503,
    'The service is not available right now',
    'Try again in a few seconds; the request may have arrived, and it is safe to send it again.',
  ],
  record_damaged: [
    500,
    'This entry is damaged and cannot be shown',
    'Everything else works. Send the request id to support, and we will repair the entry.',
  ],
  internal: [
    500,
    'Something went wrong on our side',
    'Try again; if it happens again, tell us the request id.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>

export type ProblemCode = keyof typeof catalogue

export const problemCodes = Object.keys(catalogue) as ProblemCode[]

/** HTTP status, title and remedy of a code, in English; screens have their own wording by code. */
export function problem(code: ProblemCode): { status: number; title: string; remedy: string } {
  const [status, title, remedy] = catalogue[code]
  return { status, title, remedy }
}
