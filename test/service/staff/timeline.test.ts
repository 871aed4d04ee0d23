/** Whatever can stand in the timeline of a staff member has its words in every language. */
import { expect, test } from 'vitest'
import { staff as en } from '../../../miniapp/text/en/console/staff.ts'
import { staff as zhCn } from '../../../miniapp/text/zh-cn/console/staff.ts'
import { invitationFailures, staffHappenings } from '../../../service/staff/contract/association.ts'

test.each([
  ['English', en],
  ['Simplified Chinese', zhCn],
])('in %s', (_language, texts: Record<string, string>) => {
  const wanted = [
    ...staffHappenings.map((what) => `timeline.${what}`),
    ...invitationFailures.flatMap((why) => [`staff.failure.${why}`, `staff.remedy.${why}`]),
  ]
  for (const key of wanted) expect(texts[key], key).toMatch(/\S/)
  // words for what can no longer happen are not kept
  const happenings = Object.keys(texts).filter((key) => key.startsWith('timeline.'))
  // a person who leaves by agreeing to another ISO has moved
  const others = ['timeline.title', 'timeline.system', 'timeline.moved']
  for (const key of others) expect(texts[key], key).toMatch(/\S/)
  expect(happenings.toSorted()).toEqual(
    [...staffHappenings.map((what) => `timeline.${what}`), ...others].toSorted(),
  )
})
