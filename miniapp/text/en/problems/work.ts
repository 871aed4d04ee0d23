/** Refusals about visits, photos, tasks, accounts and messages. */
import type { ProblemWording } from '../../problem-wording.ts'

export const workProblems = {
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
  policy_not_agreed: {
    title: 'Agree to the deployment policy first',
    remedy: 'Nothing is lost: read the policy, agree, and this is sent again.',
  },
  iso_not_agreed: {
    title: 'Your ISO has not agreed to the service agreement',
    remedy: 'Nothing is lost: ask an admin of your ISO to agree on the console, then send again.',
  },
  newer_version: {
    title: 'There is a newer version',
    remedy: 'Close this, open it again and read the newest version.',
  },
  valid_from_too_early: {
    title: 'This day is too early',
    remedy: 'Choose a day from today on that is after the start of the version before.',
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
} satisfies Partial<ProblemWording>
