import { describe, expect, test } from 'vitest'
import { languages } from '../../../service/texts/contract.ts'
import { understand, verbs } from '../../../service/notifications/rules/commands.ts'
import { languageNamed } from '../../../service/texts/say.ts'
import { commandName, commandWords } from '../../../service/notifications/view/command-words.ts'

const heard = (text: string) => understand(text, commandWords).command

describe('the same command, however it is typed:', () => {
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
    ['\u200bapprove\u200b \u200e3\u200f', 3],
    ['\ufeffap\u00adprove 3\u2060', 3],
    ['\u202eapprove\u202c \u20663\u2069', 3],
    ['\u3164approve\u2800３', 3],
    ['通\u200d过 3', 3],
    ['／ａｐｐｒｏｖｅ　＃３', 3],
    ['“通过 3”', 3],
    ['「通過 3」', 3],
    ['通過 3', 3],
    ['通過第3個', 3],
    ['核准 3 號', 3],
    ['批準3', 3],
    // as speech is written down
    ['Approve three.', 3],
    ['approve number three', 3],
    ['通过三。', 3],
    ['通过第三个', 3],
    ['通过三号', 3],
    ['通过十二', 12],
    ['通過第二十一位', 21],
  ])('%j', (text, number) => {
    expect(heard(text)).toEqual({ verb: 'approve', number })
  })

  test.each([
    ['reject 2 not our staff', 2, 'not our staff'],
    ['Reject 2: Not Our Staff', 2, 'Not Our Staff'],
    ['拒绝 2 不是我们的员工', 2, '不是我们的员工'],
    ['拒绝２，不是我们的员工。', 2, '不是我们的员工'],
    ['拒絕 2 不是我們的員工', 2, '不是我們的員工'],
    ['駁回2號，重複申請', 2, '重複申請'],
    ['\u200e拒絕\u200e 2', 2, ''],
    ['拒绝第二个，重复申请', 2, '重复申请'],
    ['拒绝二 重复申请', 2, '重复申请'],
    ['reject two, not our staff', 2, 'not our staff'],
    ['reject number two not our staff', 2, 'not our staff'],
    // a word that only looks like a number names no person
    ['拒绝 一直没来', null, ''],
    ['拒绝 一个骗子', null, ''],
    ['reject one of them', null, ''],
    ['reject the second', null, ''],
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
    ['\u200bpending', 'pending'],
    ['\u200epending\u200e', 'pending'],
    ['pend\u200cing\ufe0f', 'pending'],
    ['ｐｅｎｄｉｎｇ', 'pending'],
    ['＂pending＂', 'pending'],
    ['待處理', 'pending'],
    ['待審核', 'pending'],
    ['待審批', 'pending'],
    ['申請', 'pending'],
    ['清單', 'pending'],
    ['幫助', 'help'],
    ['幫忙', 'help'],
    ['選單', 'help'],
    ['說明', 'help'],
    ['説明', 'help'],
    ['數據', 'today'],
    ['我是誰', 'me'],
    ['任務', 'tasks'],
    ['待辦', 'tasks'],
    ['待辦事項', 'tasks'],
  ])('%j is %s', (text, verb) => {
    expect(heard(text)).toEqual({ verb })
  })

  test.each([
    ['語言', ''],
    ['切換語言', ''],
    ['語言 簡體中文', '简体中文'],
    ['language　ＥＮＧＬＩＳＨ', 'ENGLISH'],
  ])('%j asks for the language %j', (text, wanted) => {
    expect(heard(text)).toEqual({ verb: 'language', wanted })
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

describe('no request is decided on by a guess:', () => {
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
