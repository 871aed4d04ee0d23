/** Who is signed in to the console, for every screen inside. */
import { createContext, use } from 'react'
import type { Permission } from '../../../service/permissions/contract.ts'
import type { OperatorMe } from '../../../service/workspaces/contract.ts'

export const MeContext = createContext<OperatorMe | undefined>(undefined)

export function useMe(): OperatorMe {
  const me = use(MeContext)
  if (!me) throw new Error('useMe needs <Session> around it')
  return me
}

export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}
