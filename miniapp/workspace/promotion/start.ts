/** Begins visits, by way of the policy where it is to be agreed to. */
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { myAgreements } from '../../../service/agreements/contract/own.ts'
import { ask } from '../../api/ask.ts'
import { agreementsKept, policyAddress } from '../policy/agreements.ts'
import { gateOf } from '../policy/gate.ts'
import { startVisit } from './visits.ts'

export function useStart() {
  const { data: standing } = useQuery(ask(myAgreements))
  const here = agreementsKept.useAll()
  const [, navigate] = useLocation()
  const gate = (product: string) => gateOf(standing, product, { here, now: Date.now() })
  return {
    gate,
    start: async (product: string) => {
      const found = gate(product)
      // the home says why
      if (found === 'iso') return navigate('/')
      if (found === 'policy') return navigate(policyAddress(product))
      const { id } = await startVisit(product)
      navigate(`/work/visits/${id}/store`)
    },
  }
}
