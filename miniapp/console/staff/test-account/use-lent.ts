/** After a test account changed hands: the newest state is taken in, the offered accounts are loaded again. */
import { useQueryClient } from '@tanstack/react-query'
import {
  availableTestAccounts,
  findStaffTestAccount,
  type StaffTestAccount,
} from '../../../../service/test-accounts/contract/iso.ts'
import { keyOf } from '../../../api/ask.ts'

export function useLent(staffId: string) {
  const client = useQueryClient()
  const key = keyOf(findStaffTestAccount, { params: { staffId } })
  const offerAnew = () => void client.invalidateQueries({ queryKey: [availableTestAccounts.name] })
  return {
    settle: (now: StaffTestAccount) => {
      client.setQueryData(key, now)
      offerAnew()
    },
    askAnew: () => {
      void client.invalidateQueries({ queryKey: key })
      offerAnew()
    },
  }
}
