/** Words of the deployment policy on the phone. */
export const policy = {
  'policy.about': 'For {product}. Read it once and agree; then you can start.',
  'policy.read': 'Read and agree',
  'policy.agree.start': 'Agree and start',
  'policy.agree.send': 'Agree and send again',
  'policy.start': 'Start Promotion',
  'policy.send': 'Send again',
  'policy.none': 'No policy for this product',
  'policy.noneHow': 'You can start a promotion without one.',
  'policy.removed': 'Removed. You are asked again at the next start.',
  'policy.isoNotAgreed':
    '{iso} has not agreed to the service agreement with Alipay+ yet. Ask an admin of {iso} to do so on the console; then you can start.',
}
