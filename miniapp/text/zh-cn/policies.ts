/** Words around deployment policies and service agreements, on the phone and on the console. */
export const policies = {
  'policy.title': '铺设规范',
  'policy.do': '应当',
  'policy.dont': '禁止',
  'policy.version': '版本 {version}，{day}起生效',
}
