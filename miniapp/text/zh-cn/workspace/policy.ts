/** Words of the deployment policy on the phone. */
export const policy = {
  'policy.about': '适用于“{product}”。阅读并同意一次后即可开始推广。',
  'policy.read': '阅读并同意',
  'policy.agree.start': '同意并开始',
  'policy.agree.send': '同意并重新发送',
  'policy.start': '开始推广',
  'policy.send': '重新发送',
  'policy.none': '该产品暂无铺设规范',
  'policy.noneHow': '可以直接开始推广。',
  'policy.removed': '已移除，下次开始推广时会再次询问。',
  'policy.isoNotAgreed':
    '{iso} 尚未同意与 Alipay+ 的服务协议。请联系 {iso} 的管理员在控制台同意，之后即可开始推广。',
}
