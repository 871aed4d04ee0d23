/** The receipt of a request to join: it shows where the request stands, so it is kept on the phone. */
import { onDevice, readJson } from '../../api/keeping.ts'

const place = 'partner-workspace.join'

export interface Receipt {
  receipt: string
  joinCode: string
  isoName: string
}

export function keepReceipt(receipt: Receipt): void {
  onDevice.write(place, JSON.stringify(receipt))
}

export function readReceipt(): Receipt | undefined {
  return readJson<Receipt>(onDevice, place)
}

export function dropReceipt(): void {
  onDevice.drop(place)
}
