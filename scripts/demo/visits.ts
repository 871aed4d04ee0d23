/** Visits of the demonstration: stores with drawn photos, submitted, reviewed, rejected and sent again. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../service/clock.ts'
import type { AssociatedStaff, Operator } from '../../service/http/callers.ts'
import { scopeOfIso } from '../../service/http/scope.ts'
import { keepPhoto } from '../../service/photos/actions/keep.ts'
import { appeal } from '../../service/promotions/actions/revise/appeal.ts'
import { modify } from '../../service/promotions/actions/revise/modify.ts'
import { keepStore } from '../../service/promotions/actions/stores.ts'
import { submit } from '../../service/promotions/actions/submit.ts'
import type { SubmissionContent } from '../../service/promotions/contract/content.ts'
import { saveDraft } from '../../service/drafts/actions/drafts.ts'
import { decide } from '../../service/reviews/actions/decide.ts'
import { findSubmission } from '../../service/reviews/actions/find.ts'
import type { StaffMember } from '../../service/staff/model.ts'
import type { Workspace } from '../../service/workspaces/model.ts'
import { TrayPhotos } from '../dingtalk-simulator/tray/photos.ts'
import type { Shop } from './shops.ts'

interface Plan {
  shops: Shop[]
  iso: Workspace
  reviewer: Operator
  staff: StaffMember[]
  codes: string[]
}

const tray = new TrayPhotos()

/** A photo of the tray, as this person's phone would have sent it. */
export async function photo(
  me: AssociatedStaff,
  trayId: string,
  shop: Pick<Shop, 'place'>,
): Promise<string> {
  const drawn = await tray.read(trayId)
  if (!drawn) throw new Error(`the tray holds no photo ${trayId}`)
  const id = randomUUIDv7()
  await keepPhoto(
    { id, bytes: drawn.bytes, source: 'camera', takenAt: clock.now().toISOString(), ...shop.place },
    me,
  )
  return id
}

export function asCaller(member: StaffMember, iso: Workspace): AssociatedStaff {
  return {
    kind: 'staff',
    id: member._id,
    dingtalkUserId: member.dingtalkUserId ?? '',
    sessionId: 'demo',
    name: member.name,
    language: 'en',
    iso: { id: iso._id, name: iso.name },
    scope: scopeOfIso(iso._id),
  }
}

async function contentOf(
  me: AssociatedStaff,
  shop: Shop,
  codes: string[],
): Promise<SubmissionContent> {
  const spots = []
  for (const [n, trayId] of shop.spots.entries()) {
    spots.push({
      id: randomUUIDv7(),
      kind: trayId.startsWith('table') ? 'table' : 'cashier',
      note: '',
      photos: [await photo(me, trayId, shop)],
      codes: codes.slice(n, n + 1),
      posm: [{ type: 'table_stand', count: 1 }],
    })
  }
  return {
    product: 'marketing_code',
    store: {
      name: shop.name,
      category: shop.category,
      address: shop.address,
      place: shop.place,
      photos: [await photo(me, shop.photo, shop)],
    },
    spots,
    supplement: {
      contactName: 'The owner',
      contactPhone: '+65 6123 4567',
      openingHours: '10:00-21:00',
      note: '',
      storeAgreed: true,
    },
  }
}

const fine = { status: 'approved' as const, reasons: [], note: '' }
const blurred = {
  status: 'rejected' as const,
  reasons: [{ code: 'photo_blurred', field: 'photos' }],
  note: 'The code cannot be read in this picture.',
}

/** The reviewer approves the store and all spots, or rejects the last spot. */
async function reviewIt(id: string, reviewer: Operator, happy: boolean): Promise<void> {
  const { revision, spots } = await findSubmission(reviewer.scope, id)
  const onSpots = spots.map((spot, n) => ({
    item: spot.id,
    ...(happy || n < spots.length - 1 ? fine : blurred),
  }))
  await decide(id, revision, [{ item: 'store', ...fine }, ...onSpots], reviewer)
}

/** What review approved stands in its store. */
async function visit(
  shop: Shop,
  me: AssociatedStaff,
  codes: string[],
  reviewer: Operator,
): Promise<void> {
  await keepStore(await sendIn(shop, me, codes, reviewer), me.iso.id)
}

async function sendIn(
  shop: Shop,
  me: AssociatedStaff,
  codes: string[],
  reviewer: Operator,
): Promise<string> {
  const began = Date.now() - shop.daysAgo * 86_400_000 - 2 * 3_600_000
  // times in the past, minute by minute, so that timelines read like days of work
  let minutes = 0
  clock.arrange(() => new Date(began + minutes++ * 20_000))
  const id = randomUUIDv7()
  const content = await contentOf(me, shop, codes)
  await submit(id, content, { me, asks: true })
  if (shop.outcome === 'waiting') return id
  await reviewIt(id, reviewer, shop.outcome === 'approved')
  if (shop.outcome === 'modified') {
    const spots = content.spots.map((spot) => ({ ...spot }))
    const last = spots.at(-1)
    if (last) last.photos = [await photo(me, 'counter-code', shop)]
    await modify(id, 2, { ...content, spots }, me)
  }
  if (shop.outcome === 'appealed') {
    await appeal(id, 2, 'It is an evening stall: there is no daylight when it is open.', me)
  }
  return id
}

/** Something Mei has begun and not finished, as her phone would have kept it on the server. */
async function unfinished(me: AssociatedStaff): Promise<void> {
  await saveDraft(
    randomUUIDv7(),
    {
      revision: null,
      savedAt: clock.now(),
      content: {
        product: 'marketing_code',
        store: {
          name: 'Jade Garden Tea House',
          category: 'cafe',
          address: '',
          place: null,
          photos: [],
        },
        spots: [],
        supplement: {
          contactName: '',
          contactPhone: '',
          openingHours: '',
          note: '',
          storeAgreed: false,
        },
        step: '',
      },
    },
    me,
  )
}

export async function buildVisits({ shops, iso, reviewer, staff, codes }: Plan): Promise<void> {
  const free = [...codes]
  const [first, colleague] = staff
  if (!first) return
  try {
    for (const shop of shops) {
      const member = shop.byColleague ? (colleague ?? first) : first
      await visit(shop, asCaller(member, iso), free.splice(0, shop.spots.length), reviewer)
    }
  } finally {
    clock.arrange()
  }
  await unfinished(asCaller(first, iso))
}
