/** Signing in to the console with DingTalk: by its client's code inside it, by its own page in a browser. */
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { beginDingTalkPage } from '../../../service/accounts/contract.ts'
import { signInByDingTalk } from '../../../service/workspaces/contract/sign-in.ts'
import { call } from '../../api/client.ts'
import { codeOf, OfflineError, ProblemError } from '../../api/problem-error.ts'
import { isSignedOut } from '../../api/signed-out.ts'
import { withAuthCode } from '../../dingtalk/auth-code.ts'
import { BridgeError, inDingTalk } from '../../dingtalk/bridge.ts'

const byClient = (link: boolean) =>
  withAuthCode((given) => call(signInByDingTalk, { body: { ...given, link } }))

/** Leaves for DingTalk's page; the page that waits for it is gone when it is done. */
async function byPage(link: boolean): Promise<never> {
  const to = `${location.pathname}${location.search}`
  const { url } = await call(beginDingTalkPage, { body: { to, link } })
  location.assign(url)
  return new Promise(() => undefined)
}

/**
 * @param link to link the person that DingTalk names, not to sign in to the account they are linked to
 * @returns the mutation; its `error` is `dingtalk_not_linked` when the next step is to link
 */
export function useDingTalk({
  link = false,
  onSignedIn,
}: {
  link?: boolean
  onSignedIn?: () => unknown
}) {
  return useMutation({
    mutationFn: async () => {
      if (inDingTalk()) await byClient(link)
      else await byPage(link)
    },
    ...(onSignedIn ? { onSuccess: onSignedIn } : {}),
  })
}

export const isNotLinked = (error: unknown): boolean => codeOf(error) === 'dingtalk_not_linked'

/**
 * Inside DingTalk a linked person is signed in without a question, once for each end of a session; not one who
 * just signed out on purpose.
 * @returns whether it is still being tried
 */
export function useSilentSignIn(must: boolean, onSignedIn: () => Promise<unknown>): boolean {
  const [may] = useState(() => inDingTalk() && !isSignedOut())
  const [over, setOver] = useState(false)
  const begun = useRef(false)
  useEffect(() => {
    if (!must) {
      // the person is in: the next end of their session is another one
      begun.current = false
      setOver(false)
    }
    if (!must || !may || begun.current) return
    begun.current = true
    byClient(false)
      .then(onSignedIn)
      .catch((error: unknown) => {
        // it was not asked for: the sign-in page says what can be done
        const expected = [ProblemError, OfflineError, BridgeError]
        if (!expected.some((kind) => error instanceof kind)) throw error
      })
      .finally(() => setOver(true))
  }, [must, may, onSignedIn])
  return must && may && !over
}
