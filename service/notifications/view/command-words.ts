/** The words by which people call the commands of the bot. */
import { catalogues } from '../../texts/catalogues.ts'
import { languages } from '../../texts/contract.ts'
import { say, split } from '../../texts/say.ts'
import { verbs, type CommandWord, type Verb } from '../rules/commands.ts'

/** What people may write, in every language that the bot speaks. */
export const commandWords: CommandWord[] = languages.flatMap((language) =>
  verbs.flatMap((verb) =>
    split(catalogues[language][`command.${verb}`]).map((word) => ({ verb, word, language })),
  ),
)

/** The word for a command, as it is written in a language. */
export function commandName(language: string, verb: Verb): string {
  return split(say(language, `command.${verb}`))[0] ?? verb
}
