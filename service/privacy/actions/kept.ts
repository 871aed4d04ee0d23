/** All personal data, in the order in which it is erased: what names a person last, so that a broken run can be repeated. */
import { accountPersonalData } from '../../accounts/actions/personal-data.ts'
import type { PersonalData } from '../../personal-data/declaration.ts'
import { draftPersonalData } from '../../drafts/actions/personal-data.ts'
import { inspectionPersonalData } from '../../inspections/actions/personal-data.ts'
import { notificationPersonalData } from '../../notifications/actions/personal-data.ts'
import { photoPersonalData } from '../../photos/actions/personal-data.ts'
import { promotionPersonalData } from '../../promotions/actions/personal-data.ts'
import { staffImportPersonalData } from '../../staff-imports/actions/personal-data.ts'
import { staffPersonalData } from '../../staff/actions/personal-data.ts'
import { teamPersonalData } from '../../team/actions/personal-data.ts'
import { testAccountPersonalData } from '../../test-accounts/actions/personal-data.ts'
import { workspacePersonalData } from '../../workspaces/actions/personal-data.ts'
import { eventPersonalData } from './events.ts'

export const personalData: readonly PersonalData[] = [
  ...eventPersonalData,
  ...notificationPersonalData,
  ...testAccountPersonalData,
  ...inspectionPersonalData,
  ...draftPersonalData,
  ...promotionPersonalData,
  ...photoPersonalData,
  ...workspacePersonalData,
  ...teamPersonalData,
  ...staffImportPersonalData,
  ...staffPersonalData,
  ...accountPersonalData,
]
