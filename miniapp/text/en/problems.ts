/** What each refusal says to the reader: what is wrong, and what to do. */
import type { ProblemWording } from '../problem-wording.ts'

export const problems = {
  signed_out: { title: 'You are signed out', remedy: 'Sign in to go on.' },
  session_expired: { title: 'Your session has ended', remedy: 'Sign in again to go on.' },
  wrong_credentials: {
    title: 'E-mail and password do not match',
    remedy: 'Check both, or ask an admin of your workspace.',
  },
  password_common: {
    title: 'This password is too common',
    remedy:
      'Choose a longer one of words that do not belong together. Digits or symbols at the end do not help.',
  },
  password_personal: {
    title: 'This password is made of your name, your e-mail, your company or this product',
    remedy: 'Choose words that have nothing to do with you or your work.',
  },
  password_pattern: {
    title: 'This password is a pattern: something repeated, a row of keys or digits, or a date',
    remedy: 'Choose several words that do not belong together.',
  },
  password_link_over: {
    title: 'This link counts no longer',
    remedy:
      'It was used, it is too old, or a newer one was made. Ask the person who gave it to you for a new one.',
  },
  email_in_use: {
    title: 'This e-mail is in use already',
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
    title: 'This is not your present password',
    remedy: 'Type the one that you sign in with now.',
  },
  other_organisation: {
    title: 'You came from another organisation',
    remedy: 'Switch to Alipay Partners in DingTalk and open the app from there.',
  },
  dingtalk_not_linked: {
    title: 'This DingTalk account is not linked yet',
    remedy: 'Link it once with a code from your mailbox, or use your password.',
  },
  membership_over: {
    title: 'Your account belongs to no workspace any more',
    remedy:
      'This DingTalk account is linked to it. Ask an admin of your workspace to add you again, or sign in with another e-mail.',
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
    title: 'DingTalk has to confirm you once more',
    remedy: 'Go back and choose Sign in with DingTalk again.',
  },
  foreign_sign_in: {
    title: 'This sign-in did not begin in this browser',
    remedy: 'Nobody was signed in. Begin again here.',
  },
  sign_in_over: {
    title: 'This sign-in was used already or took too long',
    remedy: 'Begin again; you have ten minutes, and each works once.',
  },
  wrong_code: {
    title: 'This is not the code we sent',
    remedy: 'Take the code from the newest mail.',
  },
  code_over: {
    title: 'This code no longer counts',
    remedy: 'Have a new one sent. A code is good for five minutes and five tries.',
  },
  not_allowed: {
    title: 'Your role does not include this',
    remedy: 'Ask an admin of your workspace for access.',
  },
  not_associated: {
    title: 'You do not belong to an ISO yet',
    remedy: 'Ask your ISO to add you, or scan its QR code.',
  },
  workspace_suspended: {
    title: 'Your workspace is suspended',
    remedy: 'Nothing is lost. Talk to the Alipay+ Partner team to have it resumed.',
  },
  foreign_origin: {
    title: 'This came from another site',
    remedy: 'Open the app itself and do it there.',
  },
  not_found: {
    title: 'There is nothing here for you',
    remedy: 'It may have been removed, or belongs to someone else. Go back to the list.',
  },
  method_unknown: {
    title: 'This page is out of date',
    remedy: 'Reload it and try again.',
  },
  malformed_request: {
    title: 'The request arrived damaged',
    remedy: 'Try again; if it stays, use another network.',
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
    remedy: 'Try again; if it stays, use another network.',
  },
  method_not_allowed: {
    title: 'This page is out of date',
    remedy: 'Reload it and try again.',
  },
  bad_input: { title: 'Something does not fit', remedy: 'Check what you entered.' },
  bad_cursor: { title: 'This list has moved on', remedy: 'Open it again from the top.' },
  body_too_large: { title: 'That is too much at once', remedy: 'Send less in one go.' },
  unsupported_media: {
    title: 'This kind of file is not taken',
    remedy: 'Use a JPEG, PNG or WebP picture.',
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
    title: 'Too many tries',
    remedy: 'Wait a minute, then try again.',
  },
  idempotency_key_reused: { title: 'This page is out of date', remedy: 'Reload it and try again.' },
  idempotency_key_in_use: {
    title: 'Still working on your first tap',
    remedy: 'Wait a moment; there is no need to tap again.',
  },
  wrong_iso_email: {
    title: 'This is not the e-mail of this ISO',
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
    remedy: 'The first decision stands; it is shown now.',
  },
  own_store: {
    title: 'This person put up what stands in the store',
    remedy:
      'Let somebody else inspect it. Return first what was sent in already, then give it to another person.',
  },
  store_not_agreed: {
    title: 'The store has not agreed to the material',
    remedy: 'Ask the store, tick that it agreed, and send again.',
  },
  undo_over: {
    title: 'Too late to undo',
    remedy:
      'The decision stands: it was sent more than 10 seconds ago, or something has followed from it.',
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
      'Nobody can start working for it now. It keeps waiting for your answer: agree once it is resumed, or ask the ISO when that will be.',
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
    title: 'There is nobody here to add',
    remedy: 'Fill in a name and a phone number for each person.',
  },
  rows_gone: {
    title: 'The rows of this import are gone',
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
    title: 'The rows were checked again meanwhile',
    remedy: 'Look at the new result, then start.',
  },
  no_join_link: {
    title: 'DingTalk gives no join link',
    remedy: 'Joining by link is switched off in DingTalk. Resend the invitation instead.',
  },
  account_taken: {
    title: 'This account cannot be lent now',
    remedy: 'Choose another one. It was lent meanwhile, or waits for new passwords.',
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
    title: 'This has changed meanwhile',
    remedy: 'Look at it again to see what can be done now.',
  },
  another_person: {
    title: 'Somebody else is signed in now',
    remedy: 'This work stays on the phone for the person who did it.',
  },
  code_unknown: {
    title: 'A code is not on the list of your ISO',
    remedy: 'Take it out and scan a code that your ISO gave you.',
  },
  code_taken: {
    title: 'A code already stands somewhere else',
    remedy: 'Take it out and use another one.',
  },
  photo_missing: {
    title: 'A photo has not arrived yet',
    remedy: 'It is sent again by itself; the visit follows.',
  },
  same_id_other_content: {
    title: 'This was already sent with other content',
    remedy: 'Open it in Results to see what arrived.',
  },
  revision_superseded: {
    title: 'A newer version is there',
    remedy: 'Open it again to see the newest one.',
  },
  not_a_photo: {
    title: 'This picture cannot be read',
    remedy: 'Take the photo again.',
  },
  photo_is_heic: {
    title: 'This picture is in the format HEIC (HEIF)',
    remedy:
      'Switch it off and take the photo again. iPhone: Settings > Camera > Formats > Most Compatible. Samsung: Camera > Settings > High efficiency pictures. Xiaomi, OPPO, vivo, Huawei: Camera > Settings > HEIF or HEIC format.',
  },
  photo_too_large: {
    title: 'This picture is too large',
    remedy: 'Take it again with the camera.',
  },
  photo_too_many_pixels: {
    title: 'This picture has too many pixels',
    remedy:
      'At most 120 megapixels are taken (60 if it is progressive or interlaced). Choose a lower resolution in the camera and take it again.',
  },
  link_expired: {
    title: 'This link has ended',
    remedy: 'Open the page again for a fresh one.',
  },
  product_closed: {
    title: 'This product cannot be promoted now',
    remedy: 'Choose another product.',
  },
  always_told: {
    title: 'This always comes',
    remedy: 'It cannot be switched off: it is rare, and you need it.',
  },
  no_email: { title: 'No e-mail address is known', remedy: 'Messages keep coming in DingTalk.' },
  bad_callback: {
    title: 'This message is not from DingTalk',
    remedy: 'Nothing was changed.',
  },
  dingtalk_unavailable: {
    title: 'DingTalk does not answer',
    remedy: 'Try again in a minute. Nothing was lost.',
  },
  unavailable: {
    title: 'The service is taking a short break',
    remedy: 'Try again in a few seconds. Nothing was lost.',
  },
  record_damaged: {
    title: 'This entry is damaged and cannot be shown',
    remedy:
      'Everything else works. Send the number below to support, and we will repair the entry.',
  },
  internal: {
    title: 'Something went wrong on our side',
    remedy: 'Try again. If it stays, tell support the number below.',
  },
} satisfies ProblemWording
