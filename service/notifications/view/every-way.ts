/** A card as it goes out on every way. */
import { params, type Card, type CardParams, type Said } from './card.ts'
import { mail, robotMessage, workNotification } from './other-ways.ts'

export interface Composed {
  params: CardParams
  mail: { subject: string; text: string }
  robot: ReturnType<typeof robotMessage>
  workNotification: ReturnType<typeof workNotification>
  /** False when it is settled already: it need not be told any more. */
  isDue: boolean
}

/** The same on every way. */
export function everyWay(language: string, params: CardParams, isDue = true): Composed {
  return {
    params,
    mail: mail(language, params),
    robot: robotMessage(language, params),
    workNotification: workNotification(language, params),
    isDue,
  }
}

/** With what only the ways without buttons say. */
export function waysOf(language: string, said: Said): Composed {
  const card = params(said.card)
  const elsewhere: Card = said.page ? { ...said.card, buttons: [said.page] } : said.card
  const composed = everyWay(language, params(elsewhere), said.isDue)
  return { ...composed, params: card, mail: said.mail ?? composed.mail }
}
