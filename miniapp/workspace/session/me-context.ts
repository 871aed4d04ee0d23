/** Who is signed in, for every screen behind the gate. */
import { createContext, use } from 'react'
import type { StaffMe } from '../../../service/staff/self/contract.ts'

/** A staff member who belongs to an ISO. */
export interface Me extends StaffMe {
  iso: NonNullable<StaffMe['iso']>
  staffId: string
}

export const MeContext = createContext<Me | undefined>(undefined)

export function useMe(): Me {
  const me = use(MeContext)
  if (!me) throw new Error('useMe needs <Session> around it')
  return me
}
