import { describe, expect, test } from 'vitest'
import { languages } from '../../../service/accounts/contract.ts'
import { understand, verbs } from '../../../service/notifications/rules/commands.ts'
import {
  commandName,
  commandWords,
  languageNamed,
} from '../../../service/notifications/view/say.ts'

const heard = (text: string) => understand(text, commandWords).command

describe('the same command, however somebody types it:', () => {
  test.each([
    ['approve 3', 3],
    ['APPROVE  3', 3],
    [' Approve　３ ', 3],
    ['approve #3', 3],
    ['approve no. 3', 3],
    ['/approve 3.', 3],
    ['approve3', 3],
    ['通过 3', 3],
    ['通过３', 3],
    ['通过第3位', 3],
    ['同意 12', 12],
    ['approve ๓', 3],
    ['ａｐｐｒｏｖｅ 3', 3],
  ])('%j', (text, number) => {
    expect(heard(text)).toEqual({ verb: 'approve', number })
  })

  test.each([
    ['reject 2 not our staff', 2, 'not our staff'],
    ['Reject 2: Not Our Staff', 2, 'Not Our Staff'],
    ['拒绝 2 不是我们的员工', 2, '不是我们的员工'],
    ['拒绝２，不是我们的员工。', 2, '不是我们的员工'],
    ['reject 2', 2, ''],
    ['reject', null, ''],
  ])('%j', (text, number, reason) => {
    expect(heard(text)).toEqual({ verb: 'reject', number, reason })
  })

  test.each([
    ['Help', 'help'],
    ['帮助', 'help'],
    ['？', 'help'],
    ['help me please', 'help'],
    ['to do', 'tasks'],
    ['待处理。', 'pending'],
    ['今天', 'today'],
    ['Who am I?', 'me'],
  ])('%j is %s', (text, verb) => {
    expect(heard(text)).toEqual({ verb })
  })

  test.each(languages)('every word of %s means one thing', (language) => {
    for (const verb of verbs) {
      const command = heard(commandName(language, verb))
      expect(command.verb).toBe(verb)
    }
    const words = commandWords.map(({ word }) => word)
    expect(new Set(words).size).toBe(words.length)
  })

  test.each([
    ['中文', 'zh-CN'],
    ['Chinese', 'zh-CN'],
    ['ENGLISH', 'en'],
    ['英语', 'en'],
    ['zh-cn', 'zh-CN'],
    ['Klingon', undefined],
  ])('language %s', (name, language) => {
    expect(languageNamed(name)).toBe(language)
  })
})

describe('nobody is decided on by a guess:', () => {
  test.each(['approve', 'approve all', 'approve 1 and 2', 'approve Lin', 'approve 99999'])(
    '%j asks which one',
    (text) => {
      expect(heard(text)).toEqual({ verb: 'approve', number: null })
    },
  )
  test.each([
    ['aprove 3', 'approve'],
    ['pendng', 'pending'],
    ['todya', 'today'],
    ['helpp', 'help'],
    ['pending for whom', 'pending'],
    ['good morning everybody', undefined],
    ['no thanks', undefined],
    ['meeting at noon', undefined],
    ['', undefined],
    ['👍', undefined],
    ['x'.repeat(1_000), undefined],
  ])('%j is not done; the nearest is %s', (text, nearest) => {
    expect(heard(text)).toMatchObject({ verb: 'unknown', nearest })
  })
})
