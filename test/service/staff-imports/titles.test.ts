import { expect, test } from 'vitest'
import { findHeader } from '../../../service/staff-imports/rules/header.ts'
import { titleOf } from '../../../service/staff-imports/rules/titles.ts'

const columns = (line: string) => {
  const header = findHeader([{ cells: line.split('|') }])
  if ('twice' in header) return ['twice']
  return 'missing' in header ? header.missing : [header.titles.name, header.titles.phone]
}

test.each([
  'Name|Phone number',
  'Full name *|Mobile No.',
  "Employee's name|Contact number",
  'Staff|Cell phone',
  '姓名|手机号码（必填）',
  '姓名|手機號碼',
  '員工姓名|聯絡電話',
  '姓名 Name|手机号 Mobile',
  '姓名/Name|手机/Mobile',
  'Name (姓名)|Phone（电话）',
  '您的姓名|请填写手机号',
  '氏名|携帯電話番号',
  'お名前|電話番号',
  '이름|휴대폰 번호',
  '성명|연락처',
  'ชื่อ-นามสกุล|เบอร์โทรศัพท์มือถือ',
  'ชื่อ|เบอร์โทร',
  'Nama penuh|No. telefon bimbit',
  'Nama lengkap|Nomor HP',
  'Họ và tên|Số điện thoại di động',
  'HỌ TÊN|SĐT',
  'ＮＡＭＥ|Ｍｏｂｉｌｅ',
  'Name (as in passport) *|Mobile (incl. country code, e.g. +65 8123 4567)',
  '姓名（中文）|手机号（必填，11位）',
  '姓名 (Name)|手机号 (Mobile, required)',
  'Nombre|Teléfono móvil',
  'Nombre completo|Número de celular',
  'Nome completo|Cellulare',
])('%s has both columns', (line) => {
  expect(columns(line)).toEqual(line.split('|'))
})

test.each([
  ['Name|Tel|Mobile', 'Mobile'],
  ['Name|Mobile|Phone', 'Mobile'],
  ['姓名|电话|手机', '手机'],
  ['Name|Telephone|Phone', 'Phone'],
  ['이름|전화번호|휴대폰', '휴대폰'],
  ['Nama|Telepon|HP', 'HP'],
  ['Name|Phone|Mobile (emergency contact)', 'Phone'],
  ['姓名|电话|手机（紧急联系人）', '电话'],
  ['姓名|电话|联系人手机', '电话'],
  ['姓名|聯絡人手機|電話', '電話'],
  ["Name|Phone|Contact person's mobile", 'Phone'],
  ['Name|Contact mobile|Mobile', 'Mobile'],
  ['Name|Phone|Mobile [spouse', 'Phone'],
  ['Name|Phone (2)|Phone (1)', 'Phone (1)'],
  ['Name|Tel (office)|Phone (mobile)', 'Phone (mobile)'],
])('of %s it takes %s', (line, phone) => {
  expect(columns(line)[1]).toBe(phone)
})

test.each([
  ['Name (emergency contact)|Name|Phone', 'Name'],
  ['联系人姓名|姓名|手机', '姓名'],
  ['Name (spouse)|员工姓名|Phone', '员工姓名'],
])('of %s the name is %s', (line, name) => {
  expect(columns(line)[0]).toBe(name)
})

test.each([
  'First name',
  'Last name',
  'Phone (spouse)',
  'Mobile (next of kin)',
  '手机（家属）',
  '联系人手机',
  'Name (nickname)',
  'Name (phone)',
  'User name',
  'Company name',
  'Staff ID',
  'Emergency contact phone',
  'Home phone',
  'Fax',
  'Contact',
  'Number',
  'Name and phone',
  'Name;Phone',
  '紧急联系电话',
  '+65 8123 4567',
  'Lin Wei',
  '',
])('%s is no title of ours', (title) => {
  expect(titleOf(title)).toBeUndefined()
})

test('a title of a hundred thousand signs is none, and costs nothing', () => {
  for (const sign of ['(', ' ', 'name ', '手机', '*', 'a_', '（）']) {
    expect(titleOf(`Name ${sign.repeat(100_000)}`)).toBeUndefined()
  }
})

test('the header may stand below titles and remarks, not below the list', () => {
  const above = Array.from({ length: 19 }, () => ({ cells: ['Our people'] }))
  const header = { cells: ['Name', 'Phone'] }
  expect(findHeader([...above, header])).toMatchObject({ at: 19 })
  expect(findHeader([...above, ...above, header])).toHaveProperty('missing')
})
