import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { expect, test } from 'vitest'
import { ProblemError } from '../../miniapp/api/problem-error.ts'
import { loadTexts } from '../../miniapp/text/catalogues.ts'
import { explain } from '../../miniapp/text/explain.ts'
import { languages } from '../../service/texts/contract.ts'

const refused = (fields: string[]) =>
  new ProblemError({
    type: 'about:blank',
    status: 400,
    code: 'bad_input',
    title: 'Something in the input is not valid',
    remedy: 'Correct the fields named and try again.',
    requestId: 'test',
    fields: fields.map((field) => ({ field, rule: 'too long' })),
  })

test.each(languages)('a refusal of what was entered says in %s which field', async (language) => {
  const i18n = setupI18n()
  i18n.setMessagesCompiler(compileMessage)
  i18n.loadAndActivate({ locale: language, messages: await loadTexts(language, 'console') })
  const remedy = (fields: string[]) =>
    explain((key, values) => i18n._(key, values), refused(fields)).remedy
  expect(remedy(['store.name', 'spots.2.note', 'spots.3.note'])).toBe(
    language === 'en' ? 'Check: name · note.' : '请检查：name · note。',
  )
  const general = language === 'en' ? 'Check what you entered.' : '请检查标红的内容。'
  for (const unnamed of [[], ['body'], ['items.0']]) expect(remedy(unnamed)).toBe(general)
})
