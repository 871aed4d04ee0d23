/** Words of the staff workspace. */
export const workspace = {
  'work.organisation': 'Alipay Partners',
}
