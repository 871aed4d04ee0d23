/** A card as parameters of its template: every value is a string, an empty one is not shown. */

export type CardParams = Record<string, string>

export type Line = [label: string, value: string]
export type Button = {
  id: string
  title: string
  style?: 'primary' | 'danger' | 'plain'
  url?: string
}

export interface Card {
  title: string
  text: string
  status?: string
  statusKind?: 'info' | 'success' | 'warning' | 'danger'
  lines?: Line[]
  buttons?: Button[]
}

/** What a message says at this moment. */
export interface Said {
  card: Card
  /** False when it is settled already: it need not be told any more. */
  isDue: boolean
  /** Where no button of the card can act, the page where the same can be done. */
  page?: Button | undefined
  mail?: { subject: string; text: string } | undefined
}

/** Begins the ids of the buttons of the card that `npm run dingtalk:check` sends. */
export const checkedButton = 'check.press'

export const maxLines = 6
const mostButtons = 5

/** Every parameter is always sent, so that an update also clears what is gone. */
export function params({
  title,
  text,
  status = '',
  statusKind = 'info',
  lines = [],
  buttons = [],
}: Card): CardParams {
  const all: CardParams = { title, text, status, statusKind }
  for (let n = 1; n <= maxLines; n++) {
    const [label, value] = lines[n - 1] ?? ['', '']
    all[`line${n}Label`] = label
    all[`line${n}Value`] = value
  }
  for (let n = 1; n <= mostButtons; n++) {
    const button = buttons[n - 1]
    all[`button${n}Id`] = button?.id ?? ''
    all[`button${n}Title`] = button?.title ?? ''
    all[`button${n}Style`] = button?.style ?? 'plain'
    all[`button${n}Url`] = button?.url ?? ''
  }
  return all
}
