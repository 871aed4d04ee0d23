/** The receipt of a request to join: it shows where the request stands, so it is kept on the phone. */

const place = 'partner-workspace.join'

export interface Receipt {
  receipt: string
  joinCode: string
  isoName: string
}

export function keepReceipt(receipt: Receipt): void {
  localStorage.setItem(place, JSON.stringify(receipt))
}

export function readReceipt(): Receipt | undefined {
  const text = localStorage.getItem(place)
  return text ? (JSON.parse(text) as Receipt) : undefined
}

export function dropReceipt(): void {
  localStorage.removeItem(place)
}
