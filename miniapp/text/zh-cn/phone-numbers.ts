/** 手机号有什么问题。 */
export const phoneNumbers = {
  'phone.reads': '识别为 {number}（{country}）',
  'phone.missing': '请填写手机号。',
  'phone.country_missing': '请以“+”和区号开头，例如 +65。',
  'phone.shortened': '表格软件丢失了部分数字。请将该列设为文本格式，重新输入号码。',
  'phone.mainland_number':
    '像是中国大陆的手机号。如果是，请以 +86 开头；如果不是，请以“+”和对应的区号开头。',
  'phone.two_readings': '可能是两个国家/地区的号码之一。请以“+”和区号开头。',
  'phone.two_numbers': '填写了多个号码，请只填一个。',
  'phone.extension': '手机号没有分机号，请只填手机号。',
  'phone.letters': '号码中有字母。请只填数字，检查是否把 0 写成了 O。',
  'phone.decimal_point': '号码中有小数点，请只填数字。',
  'phone.old_plan': '这是旧号码：该国家/地区的手机号已升位或改号，请填写现在的号码。',
  'phone.not_mobile': '这不是手机号。请填写在钉钉中使用的手机号。',
  'phone.too_short': '号码位数不足，请核对{country}的号码。',
  'phone.too_long': '号码位数过多，请核对{country}的号码。',
  'phone.not_a_number': '这不是有效的{country}手机号，请核对国家/地区和号码。',
  'phone.may_be_landline': '可能是固定电话：在该国家/地区无法从号码判断，请确认是手机号。',
  'phone.other_country': '已识别为{country}的号码，与所选国家/地区不同，请确认是否正确。',
}
