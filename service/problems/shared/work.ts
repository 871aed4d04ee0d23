/** Refusals around the work in stores: test accounts, inspections, promotion, messages about it. */
import type { Catalogue } from './catalogue.ts'

export const workProblems = {
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
  policy_not_agreed: [
    409,
    'You have not agreed to the deployment policy yet',
    'Read the policy and agree to it; then send again. Nothing is lost.',
  ],
  iso_not_agreed: [
    409,
    'Your ISO has not agreed to the service agreement yet',
    'Ask an admin of your ISO to agree to it on the console; then send again. Nothing is lost.',
  ],
  newer_version: [
    409,
    'There is a newer version',
    'Open it again and read the newest version first.',
  ],
  valid_from_too_early: [
    409,
    'This version would come in force too early',
    'Choose a later day: a version comes in force after the one before it, and not in the past.',
  ],
  product_closed: [409, 'This product cannot be promoted now', 'Choose another product.'],
  // messages
  always_told: [
    409,
    'This message cannot be turned off',
    'It is rare and important, so it is always sent.',
  ],
  no_email: [409, 'You have no email address here', 'Keep messages in DingTalk.'],
} as const satisfies Catalogue
