/** Visits on the phone: begin, fill in, take back, and what the store of the phone has to know of them. */
import { myAgreements } from '../../../service/agreements/contract/own.ts'
import { findMySubmission, modify, submit } from '../../../service/promotions/contract/own.ts'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { discardDraft, saveDraft, type DraftContent } from '../../../service/drafts/contract.ts'
import { answers } from '../../api/answers.ts'
import { keyOf } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { onDevice } from '../../api/keeping.ts'
import { newId } from '../../api/new-id.ts'
import { kept, putWithPhotos, type Kept } from '../../drafts/kept.ts'
import type { Errand } from '../../drafts/kind.ts'
import { readPhone } from '../../drafts/memory.ts'
import { photosOf } from '../../drafts/queue-rules.ts'
import { wakeQueue } from '../../drafts/queue.ts'
import { savedAfter } from '../../drafts/saved-after.ts'
import { photoThere, type Sending } from '../../drafts/shapes.ts'
import { agreementsKept, policyAddress } from '../policy/agreements.ts'
import { noteActivity } from '../activity/note.ts'
import { sendActivity } from '../activity/send.ts'
import { noteCodes, refusedCodesOf } from './refused-codes.tsx'
import { restoreDrafts } from './restore.ts'
import { contentOf, emptyContent, toSend, type Step, type Visit } from './visit.ts'

const lastCategory = 'partner-workspace.category'

/** A draft goes to the service when the person has paused this long, in milliseconds. */
export const draftPause = 1_500

/** A lost phone loses little: the service keeps drafts too. */
const saveAsDraft: Errand<Visit> = {
  name: 'draft',
  due: ({ savedAt, savedOnServer }) =>
    savedAt === savedOnServer ? undefined : Date.parse(savedAt) + draftPause,
  run: async ({ id, owner, revision, content, savedAt }) => {
    await call(saveDraft, { params: { draftId: id }, body: { content, revision, savedAt }, owner })
    return { savedOnServer: savedAt }
  },
}

/** Where a refusal of the service is mended. */
const stepFor = (code: string | undefined): Step =>
  code === 'code_taken' || code === 'code_unknown' ? 'spots' : 'check'

/** The service does not take it before its person has agreed. */
export const lacksPolicy = (sending: Sending | null): boolean =>
  sending?.problem?.code === 'policy_not_agreed'

/** This app asks for policy and agreement before a visit begins. */
const asksToAgree = { asksToAgree: 'yes' } as const

export const visitsKept: Kept<Visit> = kept({
  kind: 'visits',
  since: 1,
  after: [agreementsKept],
  storeNameOf: ({ content }) => content.store.name,
  partsOf: ({ content }) => [{ id: 'store', photos: content.store.photos }, ...content.spots],
  toSend: ({ content }) => toSend(content),
  send: async ({ id, owner, revision }, body) => {
    const answer =
      revision === null
        ? await call(submit, { params: { submissionId: id }, query: asksToAgree, body, owner })
        : await call(modify, { params: { submissionId: id, revision }, body, owner })
    answers.setQueryData(keyOf(findMySubmission, { params: { submissionId: id } }), answer)
    void sendActivity()
  },
  changes: ['listMySubmissions', 'countMySubmissions', 'listRevisions'],
  afterRefusal: noteCodes,
  errands: [saveAsDraft],
  discard: (id, owner) => call(discardDraft, { params: { draftId: id }, owner }),
  broughtBack: (visit) => ({ ...visit, savedAt: savedAfter(visit.savedAt), savedOnServer: null }),
  restore: () => restoreDrafts(visitsKept),
  outbox: {
    about: ({ content }, t) => t('spots.count', { count: content.spots.length }),
    details: refusedCodesOf,
    mend: ({ sending }) => (lacksPolicy(sending) ? 'policy.read' : undefined),
    change: async ({ id, sending, content }) => {
      if (lacksPolicy(sending)) {
        // there is a version that this phone has not heard of
        await answers.invalidateQueries({ queryKey: [myAgreements.name] })
        return policyAddress(content.product)
      }
      const step = stepFor(sending?.problem?.code)
      await takeBack(id, step)
      return `/work/visits/${id}/${step}`
    },
    removed: 'outbox.removed',
    removedUnsure: 'outbox.removedUnsure',
  },
})

/** Begins a visit; the category used last is taken as the first guess. */
export async function startVisit(product: string): Promise<Visit> {
  const visit: Visit = {
    id: newId(),
    owner: readPhone().owner,
    revision: null,
    content: emptyContent(product, onDevice.read(lastCategory) ?? ''),
    savedAt: savedAfter(),
    savedOnServer: null,
    codes: {},
    sending: null,
  }
  await visitsKept.put(visit)
  noteActivity('start')
  return visit
}

/** Opens a submission for changes, or goes on with changes begun earlier (requirements B7). */
export async function startChanges(submission: Submission): Promise<Visit> {
  const revision = submission.revision + 1
  const begun = visitsKept.find(submission.id)
  if (begun?.revision === revision) return begun
  const content = contentOf(submission)
  const visit: Visit = {
    id: submission.id,
    owner: readPhone().owner,
    revision,
    content,
    savedAt: savedAfter(begun?.savedAt),
    savedOnServer: null,
    codes: Object.fromEntries(content.spots.flatMap(({ codes }) => codes.map((c) => [c, 'mine']))),
    sending: null,
  }
  const photos = photosOf(visitsKept, visit).map((id) => photoThere(submission.id, id))
  await putWithPhotos(visitsKept, visit, photos)
  return visit
}

/** Writes a change down at once; the service hears of it when the person pauses. */
export async function fillIn(
  id: string,
  change: (content: DraftContent) => DraftContent,
): Promise<void> {
  await visitsKept.change(id, (visit) => {
    const content = change(visit.content)
    if (content.store.category) onDevice.write(lastCategory, content.store.category)
    return { ...visit, content, savedAt: savedAfter(visit.savedAt) }
  })
  wakeQueue()
}

/** Out of the outbox, to be changed; nothing of it has been taken by the service. */
async function takeBack(id: string, step: Step): Promise<void> {
  await visitsKept.change(id, (visit) => ({
    ...visit,
    content: { ...visit.content, step },
    savedAt: savedAfter(visit.savedAt),
    sending: null,
  }))
}
