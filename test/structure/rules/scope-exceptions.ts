/** Queries on what belongs to tenants that start from no scope, by function, with their reasons (see scopes.ts). */

/** Functions of a file that share a reason. */
const because = (reason: string, byFile: Record<string, string[]>): [string, string][] =>
  Object.entries(byFile).flatMap(([file, functions]) =>
    functions.map((one): [string, string] => [`service/${file}.ts#${one}`, reason]),
  )

export const exceptions: Record<string, string> = Object.fromEntries([
  ...because('about one person in DingTalk, who may be on the lists of several ISOs', {
    'staff/actions/associate': [
      ...['associate', 'associateFoundMember', 'personJoined', 'personLeft', 'whoWants'],
    ],
    'staff/actions/consent': ['findOffer', 'mustWait', 'offersTo'],
    'staff/actions/follow': ['entriesOf'],
    'staff/actions/identity': ['choseOtherIdentity', 'keepIdentity'],
    'staff/actions/invitations': ['undoLateAcceptance'],
    'staff/actions/language': ['languageElsewhere'],
    'staff/actions/leave': ['forget', 'clearBroughtIn', 'isWanted', 'removeFromDingTalk'],
    'staff/actions/my-isos': ['entriesOf', 'currentAssociationOf', 'otherEntriesOf'],
    'staff/actions/sign-in': ['findStaff'],
    'staff/actions/switch': ['findEntry'],
    'staff/messages/asker': ['findAsker'],
    'staff/messages/people': ['people'],
  }),
  ...because('the caller, by the id in their session or of the person who writes to the bot', {
    'staff/actions/sign-in': ['chooseLanguage', 'chosenLanguage'],
  }),
  ...because('for a person without a session, who holds the code or the receipt', {
    'staff/actions/join': ['enterRequest', 'whereIStand'],
  }),
  ...because('for the holder of a signed link', { 'photos/routes': ['photoRoutes'] }),
  ...because('the ISOs in which the person who writes to the bot works as an operator', {
    'staff/messages/bot': ['pendingRequests', 'tasks'],
  }),
  ...because('in the background: by the id that an event or a message names', {
    'inspections/actions/uses': ['keepUses'],
    'marketing-codes/actions/find': ['codesWithoutRegion'],
    'inspections/messages/cards': ['taskOf'],
    'notifications/actions/deliver/deliver': ['deliver'],
    'notifications/actions/deliver/note': ['deliverSeparately'],
    'notifications/actions/send': ['staleCards', 'tell', 'updateCards'],
    'promotions/actions/uses': ['keepUses', 'recordUsesOf'],
    'promotions/messages/digest': ['countsOfStaff', 'tellStaff'],
    'reviews/messages': ['decidedIn'],
    'staff-imports/messages': ['importOf'],
    'test-accounts/messages': ['accountOf'],
    'staff/actions/invitations': ['continueInvitations'],
  }),
  ...because(
    'by the id of a card or a question that DingTalk names; who may act on it is asked then',
    {
      'notifications/actions/bot': ['answer'],
      'notifications/actions/press': ['pressCard'],
      'staff/actions/associate': ['findById'],
    },
  ),
  ...because('by an id that the caller has made, to refuse what another record has already', {
    'imports/preview': ['existingPreview'],
    'inspections/actions/assign': ['already'],
  }),
  ...because('unique among all ISOs: of another it only says that it is taken', {
    'marketing-codes/actions/codes': ['issueCodes', 'verdictsOf'],
    'test-accounts/actions/pool': ['thereAlready'],
  }),
  ...because(
    'the same picture may be in another ISO: of what is outside the scope its finder tells nothing but that it is there',
    {
      'photos/uses/actions': ['printsById', 'withPrints'],
    },
  ),
  ...because('the record was read before, inside the scope', {
    'imports/change': ['changePreview'],
    'imports/preview': ['swap'],
    'imports/steps': ['start'],
    'staff/actions/consent': ['agree'],
    'test-accounts/actions/lend': ['markReceived'],
  }),
  ...because('is given the workspace of the caller, or of an import that was found', {
    'imports/check': ['put'],
    'staff/actions/decide': ['addStaff'],
    'staff-imports/actions/imports': ['onTheList'],
  }),
  ...because('is given the ISO and the person of the caller, or of a staff member that was found', {
    'photos/actions/keep': ['findPhotos'],
    'marketing-codes/actions/codes': ['printedCodes'],
    'promotions/actions/find': ['pageOfOne'],
  }),
  ...because('is given a filter that starts from the scope', {
    'promotions/actions/iso-list/find': ['pageOfFound'],
    'staff/actions/search': ['pageOfFound'],
  }),
  ...because('are handed to the mechanism of imports, whose queries are looked at', {
    'staff-imports/actions/imports': ['staffImportKind'],
  }),
])
