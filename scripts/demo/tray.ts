/** Lays QR codes on the tray of the simulated DingTalk: those of the ISOs, and Marketing Codes to scan. */
import { MarketingCodes, type StoredCode } from '../../service/marketing-codes/model.ts'
import { Workspaces } from '../../service/workspaces/model.ts'
import { viewJoinCode } from '../../service/workspaces/view.ts'
import { codeAddress } from './codes.ts'

/**
 * Codes of the first ISO that are free, one that stands in a store, one of the other ISO, one that was never issued.
 */
async function marketingCodes(): Promise<{ label: string; text: string }[]> {
  const [harbour, lotus] = await Workspaces.find({ kind: 'iso' }).sort({ createdAt: 1 }).lean()
  if (!harbour || !lotus) return []
  const one = (iso: string, status: StoredCode['status']) =>
    MarketingCodes.findOne({ iso, status }).lean()
  const free = await MarketingCodes.find({ iso: harbour._id, status: 'issued' })
    .sort({ _id: 1 })
    .limit(12)
    .lean()
  const active = await one(harbour._id, 'active')
  const foreign = await one(lotus._id, 'issued')
  return [
    ...free.map(({ _id }) => ({ label: `Marketing Code ${_id}`, text: codeAddress(_id) })),
    ...(active
      ? [{ label: `${active._id} (stands in a store)`, text: codeAddress(active._id) }]
      : []),
    ...(foreign ? [{ label: `${foreign._id} (of Lotus)`, text: codeAddress(foreign._id) }] : []),
    { label: 'A code of something else', text: 'https://menu.example/table/4' },
  ]
}

export async function layOutTray(simulator: string): Promise<void> {
  const isos = await Workspaces.find({ kind: 'iso' }).sort({ createdAt: 1 }).lean()
  const codes = [
    ...isos.map((iso) => ({ label: `QR code of ${iso.name}`, text: viewJoinCode(iso).url })),
    ...(await marketingCodes()),
  ]
  const response = await fetch(`${simulator}/simulator/api/tray/codes`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(codes),
  })
  if (!response.ok) console.error('The simulated DingTalk did not take the QR codes.')
}
