/** What a message says at the moment it goes out, and whether there is still a reason to say it. */
import { languages, type Language } from '../../texts/contract.ts'
import type { Message } from '../model.ts'
import { messageOf } from '../registry.ts'
import { everyWay, waysOf, type Composed } from '../view/every-way.ts'

/** @returns undefined when there is nothing to say any more */
export async function compose(message: Message): Promise<Composed | undefined> {
  const { template, content, language } = message
  if (content) return everyWay(language, content.params)
  const said = await messageOf(template)?.say(message)
  return said && waysOf(language, said)
}

/** The heading of a message in each language in which it can be composed, but its reader's. */
export async function titlesOf(message: Message): Promise<Partial<Record<Language, string>>> {
  if (!isComposed(message)) return {}
  const titles: Partial<Record<Language, string>> = {}
  for (const language of languages) {
    if (language === message.language) continue
    const composed = await compose({ ...message, language })
    if (composed?.params['title']) titles[language] = composed.params['title']
  }
  return titles
}

/** Whether it is composed again each time, so that it can have changed since it was sent. */
export function isComposed({ content }: Message): boolean {
  return content === undefined
}
