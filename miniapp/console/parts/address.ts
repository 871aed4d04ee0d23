/** What a list is narrowed to stands in the address bar, so that it can be sent on. */
import { useSearchParams } from 'wouter'

export function useAddress() {
  const [params, setParams] = useSearchParams()
  /** An empty value takes it off. */
  const set = (key: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(key, value)
        else next.delete(key)
        return next
      },
      { replace: true },
    )
  return { params, set }
}
