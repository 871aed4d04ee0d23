/** Says what went wrong, above the thing it is about; silent when nothing did. */
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export function Problem({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className={children ? 'problem' : 'problem-none'}>
      {children && (
        <>
          <CircleAlert size={16} aria-hidden="true" />
          <span>{children}</span>
        </>
      )}
    </div>
  )
}
