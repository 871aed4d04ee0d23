/** Words of the template and the report: titles, what happened, and what to do. */
import type { Language } from '../../texts/contract.ts'
import type { PhoneProblem } from '../../phone-numbers/shared/problems.ts'
import { failureWords } from '../../staff/view/failures.ts'
import type { InvitationFailure } from '../../staff/contract/association.ts'
import type { RowOutcome, RowProblem } from '../contract/rows.ts'

/** What happened, and what to do. */
type Words = [what: string, todo: string]

export interface SheetTexts {
  columns: Record<'row' | 'name' | 'phone' | 'given' | 'result' | 'todo', string>
  sheet: string
  howTo: string
  /** Lines of the page that explains the template. */
  instructions: string[]
  outcomes: Record<Exclude<RowOutcome, 'problem' | 'failed'>, Words>
  problems: Record<RowProblem, Words>
  /** Of numbers of which more is known than that there is none. */
  numbers: Partial<Record<PhoneProblem, Words>>
  failures: Record<InvitationFailure, Words>
}

const en: SheetTexts = {
  columns: {
    row: 'Row',
    name: 'Name',
    phone: 'Phone number',
    given: 'In your file',
    result: 'Result',
    todo: 'What to do',
  },
  sheet: 'Staff',
  howTo: 'How to fill in',
  instructions: [
    'One person per row, at most 5,000 rows.',
    'Name: as the person is called in DingTalk, at most 80 characters.',
    'Phone number: the one the person uses in DingTalk, with its country code, such as +65 8123 4567.',
    'Numbers without a country code: choose the country when you have uploaded the file.',
  ],
  outcomes: {
    ready: ['Ready to be added', 'Start the import.'],
    queued: ['Waiting for its turn', 'Nothing to do.'],
    not_added: ['Not added: the import was canceled', 'Import this row again.'],
    waiting: ['Added; DingTalk has not answered yet', 'Nothing to do.'],
    invited: [
      'Invited',
      'Tell the person to choose Alipay Partner as identity in DingTalk, and to tap Agree on the Org invitation.',
    ],
    associated: ['Associated', 'Nothing to do.'],
    changed: ['Was added, and has changed since', 'Look at the entry in Staff Details.'],
  },
  problems: {
    name_missing: ['No name', 'Fill in the name.'],
    name_too_long: ['The name is longer than 80 characters', 'Shorten the name.'],
    name_is_formula: ['The name holds a formula', 'Write the name as plain text.'],
    name_not_plain: [
      'There are hidden characters in the name, such as a tab or a change of direction',
      'Type the name again.',
    ],
    phone_missing: ['No phone number', 'Fill in the phone number.'],
    bad_phone_number: [
      'This is not a phone number',
      'Check the digits; write it with its country code, such as +65 8123 4567.',
    ],
    country_missing: ['No country code', 'Add it, such as +65, or choose a country for the file.'],
    phone_shortened: [
      'The spreadsheet program removed digits',
      'Format the column as text, type the number again and save.',
    ],
    twice_in_file: ['The number is in the file twice', 'Nothing to do: the first row counts.'],
    already_staff: ['Already on your staff list', 'Nothing to do.'],
    encoding_unsure: [
      'The name can be read in more than one way',
      'Choose the encoding of the file in the preview.',
    ],
    line_broken: [
      'Quotation marks on this line do not match',
      'Write the name without quotation marks, or close them.',
    ],
    too_many_cells: [
      'The row has more cells than the header',
      'Put a name that holds the separator in quotation marks.',
    ],
    cell_too_long: ['The text for the phone number is too long', 'Leave only the number.'],
    text_unreadable: ['Some letters were lost before the file came here', 'Type them again.'],
    row_hidden: ['The row is hidden in the sheet', 'Show the row, or delete it.'],
    not_added: ['Could not be added because of an error on our side', 'Add this person once more.'],
  },
  numbers: {
    mainland_number: [
      'Looks like a mainland Chinese number',
      'Write it with its country code: +86 if it is one.',
    ],
    two_readings: [
      'Could be a number of either of two countries',
      'Write it with + and its country code, such as +65 8123 4567.',
    ],
    two_numbers: ['More than one number', 'Write one number for each person.'],
    extension: ['A mobile number has no extension', 'Write the number alone.'],
    letters: ['There are letters in the number', 'Write digits only; check for O instead of 0.'],
    decimal_point: ['There is a decimal point in the number', 'Write digits only.'],
    old_plan: [
      'An old number: the country has since changed its mobile numbers',
      'Ask the person for the current one.',
    ],
    not_mobile: [
      'Not a mobile number',
      'Write the mobile number that the person uses in DingTalk.',
    ],
  },
  failures: failureWords('en'),
}

const zhCn: SheetTexts = {
  columns: {
    row: '行号',
    name: '姓名',
    phone: '手机号',
    given: '文件中的内容',
    result: '结果',
    todo: '如何处理',
  },
  sheet: '员工',
  howTo: '填写说明',
  instructions: [
    '每行一人，最多 5,000 行。',
    '姓名：在钉钉中显示的名字，最多 80 个字符。',
    '手机号：本人在钉钉使用的号码，带区号，例如 +65 8123 4567。',
    '未带区号的号码：上传文件后选择所属国家/地区。',
  ],
  outcomes: {
    ready: ['可以添加', '请开始导入。'],
    queued: ['排队中', '无需操作，系统会自动继续。'],
    not_added: ['未添加：导入已取消', '请重新导入这一行。'],
    waiting: ['已添加，等待钉钉处理', '无需操作，系统会自动继续。'],
    invited: ['已邀请', '请对方在钉钉中选择身份“支付宝合作伙伴”，并在组织邀请中点“同意”。'],
    associated: ['已加入', '无需操作。'],
    changed: ['已添加，之后状态有变化', '请在“员工详情”中查看。'],
  },
  problems: {
    name_missing: ['没有姓名', '请填写姓名。'],
    name_too_long: ['姓名超过 80 个字符', '请缩短姓名。'],
    name_is_formula: ['姓名是一个公式', '请改为纯文本。'],
    name_not_plain: ['姓名中有看不见的字符，例如制表符或改变书写方向的字符', '请重新输入姓名。'],
    phone_missing: ['没有手机号', '请填写手机号。'],
    bad_phone_number: ['这不是有效的手机号', '请核对数字，并带上区号，例如 +65 8123 4567。'],
    country_missing: ['缺少区号', '请补上区号（例如 +65），或为整个文件选择国家/地区。'],
    phone_shortened: ['表格软件丢失了部分数字', '请将该列设为文本格式，重新输入号码并保存。'],
    twice_in_file: ['号码在文件中重复', '无需操作，以第一行为准。'],
    already_staff: ['已在员工名单中', '无需操作。'],
    encoding_unsure: ['姓名有多种读法', '请在预览中选择文件的编码。'],
    line_broken: ['这一行的引号不成对', '请去掉姓名中的引号，或补全引号。'],
    too_many_cells: ['这一行的单元格多于标题行', '请在姓名含有分隔符时加上引号。'],
    cell_too_long: ['手机号单元格的内容过长', '请只保留号码。'],
    text_unreadable: ['文件中部分文字已丢失', '请重新输入这些文字。'],
    row_hidden: ['这一行在工作表中被隐藏', '请取消隐藏，或删除这一行。'],
    not_added: ['系统出错，未能添加', '请重新添加此人。'],
  },
  numbers: {
    mainland_number: ['像是中国大陆的手机号', '请补上区号；如果是大陆号码，加上 +86。'],
    two_readings: ['可能是两个国家/地区的号码之一', '请以“+”和区号开头，例如 +65 8123 4567。'],
    two_numbers: ['填写了多个号码', '每人请只填一个号码。'],
    extension: ['手机号没有分机号', '请只填手机号。'],
    letters: ['号码中有字母', '请只填数字，检查是否把 0 写成了 O。'],
    decimal_point: ['号码中有小数点', '请只填数字。'],
    old_plan: ['旧号码：该国家/地区的手机号已升位或改号', '请向本人询问现在的号码。'],
    not_mobile: ['不是手机号', '请填写本人在钉钉中使用的手机号。'],
  },
  failures: failureWords('zh-CN'),
}

const catalogues: Record<Language, SheetTexts> = { en, 'zh-CN': zhCn }

export const sheetTexts = (language: Language): SheetTexts => catalogues[language]
