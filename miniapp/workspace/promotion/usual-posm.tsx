/** Fills in the POSM of spots where there is one usual type. */
import { useEffect, useEffectEvent } from 'react'
import { withUsualPosm } from './posm.ts'
import { useVisit } from './visit-context.ts'

export function UsualPosm() {
  const { content, change, rules } = useVisit()
  const isOpen = withUsualPosm(content, rules) !== undefined
  const fill = useEffectEvent(() => change((now) => withUsualPosm(now, rules) ?? now))
  useEffect(() => {
    if (isOpen) void fill()
  }, [isOpen])
  return null
}
