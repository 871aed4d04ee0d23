/** What the bot answers to operators about themselves. */
import { botCommand, type Part } from '../notifications/command.ts'
import { roleName, say, sayList } from '../texts/say.ts'
import { Members, Roles } from './model.ts'

async function rolesOf(memberId: string, language: string): Promise<string> {
  const member = await Members.findById(memberId).lean()
  const roles = await Roles.find({ _id: { $in: member?.roles ?? [] } }).lean()
  return sayList(
    language,
    roles.map((role) => roleName(language, role)),
  )
}

const me = botCommand('me', {
  as: 'iso',
  async answer({ operators, reader: { language } }) {
    const parts: Part[] = []
    for (const { id, name, workspace } of operators) {
      const roles = await rolesOf(id, language)
      parts.push({ text: say(language, 'me.operator', { name, roles, workspace: workspace.name }) })
    }
    return parts
  },
})

export const teamCommands = [me]
