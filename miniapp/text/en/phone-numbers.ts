/** What is wrong with a phone number, at the field where it is typed and in the rows of a file. */
export const phoneNumbers = {
  'phone.reads': 'Recognized as {number}, {country}',
  'phone.missing': 'Enter a phone number.',
  'phone.country_missing': 'Start with + and the country code, such as +65.',
  'phone.shortened':
    'The spreadsheet program removed digits. Format the column as text and enter the number again.',
  'phone.mainland_number':
    'Looks like a mainland Chinese number. Start with +86 if it is one, otherwise with + and its country code.',
  'phone.two_readings':
    'Could be a number of either of two countries. Start with + and the country code.',
  'phone.two_numbers': 'More than one number. Enter only one.',
  'phone.extension': 'A mobile number has no extension. Enter the number alone.',
  'phone.letters': 'There are letters in it. Enter digits only; check for O instead of 0.',
  'phone.decimal_point': 'There is a point as in a decimal number. Enter digits only.',
  'phone.old_plan':
    'An old number: this country has since changed its mobile numbers. Enter the current one.',
  'phone.not_mobile': 'Not a mobile number. Enter the mobile number used in DingTalk.',
  'phone.too_short': 'Too few digits for {country}.',
  'phone.too_long': 'Too many digits for {country}.',
  'phone.not_a_number':
    'Not a valid number in {country}. Check the country or region and the digits.',
  'phone.may_be_landline':
    'May be a landline: in this country or region the digits do not tell. Make sure that it is a mobile number.',
  'phone.other_country':
    'Read as a number of {country}, not of the country that you chose. Make sure that it is right.',
}
