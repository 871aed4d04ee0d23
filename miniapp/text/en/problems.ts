/** What each refusal says to the reader: what is wrong, and what to do. */
import type { ProblemWording } from '../problem-wording.ts'

export const problems = {
  signed_out: { title: 'You are signed out', remedy: 'Sign in to continue.' },
  session_expired: { title: 'Your session has ended', remedy: 'Sign in again to continue.' },
  wrong_credentials: {
    title: 'Email and password do not match',
    remedy: 'Check both, or ask an admin of your company.',
  },
  password_common: {
    title: 'This password is too common',
    remedy:
      'Choose a longer one of words that do not belong together. Digits or symbols at the end do not help.',
  },
  password_personal: {
    title: 'This password is made of your name, your email, your company or this product',
    remedy: 'Choose words that have nothing to do with you or your work.',
  },
  password_pattern: {
    title: 'This password is a pattern: something repeated, a row of keys or digits, or a date',
    remedy: 'Choose several words that do not belong together.',
  },
  password_link_over: {
    title: 'This link has expired',
    remedy:
      'It was used, it is too old, or a newer one was made. Ask the person who gave it to you for a new one.',
  },
  email_in_use: {
    title: 'This email is already in use',
    remedy: 'Use another one.',
  },
  already_operator: {
    title: 'This person is an operator of this workspace already',
    remedy: 'Nothing was changed.',
  },
  wrong_login_code: {
    title: 'DingTalk did not confirm who you are',
    remedy: 'Close this app in DingTalk and open it again.',
  },
  wrong_password: {
    title: 'This is not your current password',
    remedy: 'Enter the password you sign in with now.',
  },
  other_organisation: {
    title: 'You came from another organization',
    remedy: 'Switch to Alipay Partners in DingTalk and open the app from there.',
  },
  dingtalk_not_linked: {
    title: 'This DingTalk account is not linked yet',
    remedy: 'Link it once with a code sent to your email, or use your password.',
  },
  membership_over: {
    title: 'Your account belongs to no workspace any more',
    remedy:
      'It is linked to this DingTalk account. Ask an admin to add you again, or sign in with another email.',
  },
  dingtalk_linked_elsewhere: {
    title: 'This DingTalk account belongs to another console account',
    remedy: 'Sign in to that account first and unlink it under Sign-in and sessions.',
  },
  account_linked_elsewhere: {
    title: 'Your console account is linked to another DingTalk account',
    remedy: 'Sign in with your password and unlink that one under Sign-in and sessions.',
  },
  link_over: {
    title: 'DingTalk needs to confirm your identity again',
    remedy: 'Go back and choose Sign in with DingTalk again.',
  },
  foreign_sign_in: {
    title: 'This sign-in was not started in this browser',
    remedy: 'You are not signed in. Start again here.',
  },
  sign_in_over: {
    title: 'This sign-in was used already or took too long',
    remedy: 'Start again. A sign-in takes at most 10 minutes and works once.',
  },
  wrong_code: {
    title: 'This is not the code we sent',
    remedy: 'Use the code from the newest email.',
  },
  code_over: {
    title: 'This verification code has expired',
    remedy: 'Request a new one. A code works for 5 minutes and 5 attempts.',
  },
  step_up_needed: {
    title: 'This needs a verification code',
    remedy: 'Request a code by email and enter it. Then try again.',
  },
  not_allowed: {
    title: 'Your role does not include this',
    remedy: 'Ask an admin for access.',
  },
  not_associated: {
    title: 'You do not belong to an ISO yet',
    remedy: 'Ask your ISO to add you, or scan its QR code.',
  },
  workspace_suspended: {
    title: 'Your ISO is suspended',
    remedy: 'Nothing is lost. Talk to the Alipay+ Partner team to have it resumed.',
  },
  foreign_origin: {
    title: 'This came from another site',
    remedy: 'Open the app itself and do it there.',
  },
  not_found: {
    title: 'Not found',
    remedy: 'It was removed, or you have no access to it. Go back to the list.',
  },
  method_unknown: {
    title: 'This page is out of date',
    remedy: 'Reload it and try again.',
  },
  malformed_request: {
    title: 'The request arrived damaged',
    remedy: 'Try again. If it happens again, use another network.',
  },
  request_timeout: {
    title: 'The connection is too slow',
    remedy: 'Try again on a better connection.',
  },
  headers_too_large: {
    title: 'This browser sends too much along',
    remedy: 'Remove the cookies of this site and open it again.',
  },
  expectation_failed: {
    title: 'The request arrived damaged',
    remedy: 'Try again. If it happens again, use another network.',
  },
  method_not_allowed: {
    title: 'This page is out of date',
    remedy: 'Reload it and try again.',
  },
  bad_input: { title: 'Some entries are not valid', remedy: 'Check what you entered.' },
  bad_cursor: { title: 'This list has changed', remedy: 'Open it again from the top.' },
  body_too_large: {
    title: 'That is too much at once',
    remedy: 'Shorten the text or choose fewer rows.',
  },
  unsupported_media: {
    title: 'This content is not supported',
    remedy: 'Reload the page and try again.',
  },
  sending_too_much: {
    title: 'You are sending too much at once',
    remedy: 'Wait until what is on its way has arrived, then try again.',
  },
  too_busy: {
    title: 'Many people are sending at the moment',
    remedy: 'Try again in a few seconds; nothing was lost.',
  },
  too_slow: {
    title: 'The connection was too slow',
    remedy: 'Try again where the connection is better.',
  },
  too_many_requests: {
    title: 'Too many attempts',
    remedy: 'Wait a minute, then try again.',
  },
  idempotency_key_reused: { title: 'This page is out of date', remedy: 'Reload it and try again.' },
  idempotency_key_in_use: {
    title: 'Still working on your first tap',
    remedy: 'Wait a moment; there is no need to tap again.',
  },
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
  account_taken: {
    title: 'This account cannot be assigned now',
    remedy: 'Choose another one. It was just assigned, or needs new passwords first.',
  },
  passwords_unreadable: {
    title: 'These passwords cannot be opened now',
    remedy:
      'Nothing was shown and nothing was recorded. Ask your ISO for another test account, or try again later.',
  },
  has_account: {
    title: 'This person already has a test account',
    remedy: 'Take that one back first.',
  },
  task_there: {
    title: 'This store already has an open verification task',
    remedy: 'Reassign that one, or choose another store.',
  },
  wrong_state: {
    title: 'This has changed in the meantime',
    remedy: 'Look at it again to see what can be done now.',
  },
  another_person: {
    title: 'Someone else is signed in now',
    remedy: 'Nothing was sent. It stays on the phone until that person signs in again.',
  },
  code_unknown: {
    title: 'A Marketing Code is not on your ISO’s list',
    remedy: 'Remove it and scan a code from your ISO.',
  },
  code_taken: {
    title: 'A Marketing Code is already used elsewhere',
    remedy: 'Remove it and use another one; if it was bound by mistake, tell your ISO.',
  },
  photo_missing: {
    title: 'A photo has not arrived yet',
    remedy:
      'It is sent again automatically; the submission follows. Keep the app open while you are online.',
  },
  same_id_other_content: {
    title: 'This was already sent with other content',
    remedy: 'Open it in Results to see what arrived.',
  },
  revision_superseded: {
    title: 'There is a newer revision',
    remedy: 'Open it again to see the newest one.',
  },
  not_a_photo: {
    title: 'This photo cannot be read',
    remedy: 'Take the photo again.',
  },
  photo_is_heic: {
    title: 'This photo is in the format HEIC (HEIF)',
    remedy:
      'Switch it off and take the photo again. iPhone: Settings > Camera > Formats > Most Compatible. Samsung: Camera > Settings > High efficiency pictures. Xiaomi, OPPO, vivo, Huawei: Camera > Settings > HEIF or HEIC format.',
  },
  photo_too_large: {
    title: 'This photo is too large',
    remedy: 'Take it again with the camera.',
  },
  photo_too_many_pixels: {
    title: 'This photo has too many pixels',
    remedy:
      'At most 120 megapixels are accepted (60 if it is progressive or interlaced). Choose a lower resolution in the camera and take it again.',
  },
  link_expired: {
    title: 'This link has expired',
    remedy: 'Open the page again for a fresh one.',
  },
  product_closed: {
    title: 'This product cannot be promoted now',
    remedy: 'Choose another product, or ask your ISO when it opens.',
  },
  always_told: {
    title: 'This message cannot be turned off',
    remedy: 'It is rare and important, so it is always sent.',
  },
  no_email: {
    title: 'No email address is known',
    remedy: 'Messages keep coming in DingTalk. To get email, ask an admin to add your address.',
  },
  bad_callback: {
    title: 'This message is not from DingTalk',
    remedy: 'Nothing was changed. Tell support if this happens again.',
  },
  dingtalk_unavailable: {
    title: 'DingTalk is not responding',
    remedy: 'Try again in a minute. Nothing was lost.',
  },
  unavailable: {
    title: 'The service is not available right now',
    remedy: 'Try again in a few seconds. Nothing was lost.',
  },
  record_damaged: {
    title: 'This entry is damaged and cannot be shown',
    remedy:
      'Everything else works. Send the number below to support, and we will repair the entry.',
  },
  internal: {
    title: 'Something went wrong on our side',
    remedy: 'Try again. If it happens again, give support the number below.',
  },
} satisfies ProblemWording
