import { expect, test } from 'vitest'
import { namedCountries } from '../../miniapp/console/parts/countries.ts'
import { formats } from '../../miniapp/text/format.ts'
import { regionNames } from '../../miniapp/text/region-names.ts'
import { countriesIn } from '../../miniapp/workspace/join/phone-number.ts'

test('regions of China are written in Chinese as products in mainland China write them', () => {
  const nameOf = regionNames('zh-CN')
  expect(['CN', 'HK', 'MO', 'TW', 'SG'].map(nameOf)).toEqual([
    '中国',
    '中国香港',
    '中国澳门',
    '中国台湾',
    '新加坡',
  ])
  expect(regionNames('en')('SG')).toBe('Singapore')
  const named = ['中国香港', '中国澳门', '中国台湾']
  for (const list of [namedCountries('zh-CN'), countriesIn('zh-CN')]) {
    expect(list.map(({ name }) => name)).toEqual(expect.arrayContaining(named))
  }
})

test('time zones and lists are written as the language writes them', () => {
  expect(formats('en').zone('Asia/Singapore')).toBe('Singapore Standard Time')
  expect(formats('zh-CN').zone('Asia/Singapore')).toBe('新加坡标准时间')
  expect(formats('en').list(['2', '4'])).toBe('2 and 4')
  expect(formats('zh-CN').list(['2', '4'])).toBe('2和4')
  expect(formats('zh-CN').series(['A1', 'A2', 'A3'])).toBe('A1、A2、A3')
})
