/** Who is signed in to the console, and what they may call, for every screen inside. */
import { createContext, use } from 'react'
import { mayOperator, type Endpoint } from '../../../service/http/contract.ts'
import type { OperatorMe } from '../../../service/workspaces/contract/operator.ts'

export const MeContext = createContext<OperatorMe | undefined>(undefined)

export function useMe(): OperatorMe {
  const me = use(MeContext)
  if (!me) throw new Error('useMe needs <Session> around it')
  return me
}

type Guarded = Pick<Endpoint, 'by' | 'may'>

/** Tells of endpoints whether the person may call them, as the service would. */
export function useMayCall(): (endpoint: Guarded) => boolean {
  const { workspace, permissions } = useMe()
  const held = new Set(permissions)
  return (endpoint) => mayOperator({ workspace, permissions: held }, endpoint)
}

export function useMay(endpoint: Guarded): boolean {
  return useMayCall()(endpoint)
}
