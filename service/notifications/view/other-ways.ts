/** What a card says, for the ways that have no cards: the robot's plain messages, work notifications and mails. */
import type { CardParams } from './card.ts'
import { say } from '../../texts/say.ts'

interface LinkButton {
  title: string
  url: string
}

/** Names come from people: they must not become links or code in what DingTalk reads as Markdown. */
function plain(text: string): string {
  return text.replace(/[[\]<>`]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
}

function linesOf(language: string, params: CardParams): string[] {
  return [1, 2, 3, 4, 5, 6].flatMap((n) => {
    const label = params[`line${n}Label`]
    const value = params[`line${n}Value`] ?? ''
    return label ? [say(language, 'labelled', { label, value })] : []
  })
}

/** Only buttons that open something: nothing else can act outside of a card. */
function linksOf(params: CardParams): LinkButton[] {
  return [1, 2, 3].flatMap((n) => {
    const [title, url] = [params[`button${n}Title`], params[`button${n}Url`]]
    return title && url ? [{ title, url }] : []
  })
}

const titleOf = ({ title = '' }: CardParams) => title

function markdownOf(language: string, params: CardParams): string {
  const { title, text, status } = params
  const parts = [
    ...(title ? [`### ${plain(title)}`] : []),
    ...(text ? [plain(text).replaceAll('\n', '  \n')] : []),
    ...linesOf(language, params).map(plain),
    ...(status ? [plain(status)] : []),
  ]
  return parts.join('\n\n')
}

/** As a message of the robot: plain text, or with buttons that open pages. */
export function robotMessage(
  language: string,
  params: CardParams,
): {
  msgKey: string
  msgParam: Record<string, string>
} {
  const links = linksOf(params)
  const [only] = links
  if (!only) {
    const { title, text = '' } = params
    const content = [...(title ? [title, ''] : []), text, ...linesOf(language, params)].join('\n')
    return { msgKey: 'sampleText', msgParam: { content } }
  }
  const said = { title: titleOf(params), text: markdownOf(language, params) }
  if (links.length === 1) {
    return {
      msgKey: 'sampleActionCard',
      msgParam: { ...said, singleTitle: only.title, singleURL: only.url },
    }
  }
  const buttons = links.flatMap(({ title, url }, index) => [
    [`actionTitle${index + 1}`, title],
    [`actionURL${index + 1}`, url],
  ])
  return {
    msgKey: `sampleActionCard${links.length}`,
    msgParam: { ...said, ...Object.fromEntries(buttons) },
  }
}

/** As a work notification. */
export function workNotification(
  language: string,
  params: CardParams,
): {
  title: string
  text: string
  button: LinkButton | undefined
} {
  const text = markdownOf(language, params)
  // DingTalk shows a title in the list of chats and takes no message without one
  const title = titleOf(params) || text.slice(0, 40)
  return { title, text, button: linksOf(params)[0] }
}

/** As a mail in plain text. */
export function mail(language: string, params: CardParams): { subject: string; text: string } {
  const { text = '', status } = params
  const parts = [
    text,
    linesOf(language, params).join('\n'),
    status ?? '',
    ...linksOf(params).map(({ title, url }) => `${title}:\n${url}`),
  ]
  const [firstLine = ''] = text.split('\n')
  return {
    subject: titleOf(params) || firstLine.slice(0, 80),
    text: parts.filter(Boolean).join('\n\n'),
  }
}
