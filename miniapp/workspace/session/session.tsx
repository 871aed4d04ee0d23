/** The gate of the workspace: signs in by itself, then lets in people who belong to an ISO. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { staffWhoAmI, type StaffMe } from '../../../service/staff/self/contract.ts'
import { ask } from '../../api/ask.ts'
import { useChanges } from '../../api/changes.ts'
import { codeOf } from '../../api/problem-error.ts'
import { rememberAnswers } from '../../api/remember.ts'
import { onSessionEnd } from '../../api/session.ts'
import { BridgeError, inDingTalk } from '../../dingtalk/bridge.ts'
import { askToKeep } from '../../drafts/keep.ts'
import { keepQueueAwake } from '../../drafts/queue.ts'
import type { Kind } from '../../drafts/kind.ts'
import { restoreAll } from '../../drafts/restore.ts'
import { usePhone } from '../../drafts/memory.ts'
import { troubleOf, type Trouble } from '../../drafts/storage-trouble.ts'
import { closePhone, openPhone, openWithout } from '../../drafts/store.ts'
import { watchUnwritten } from '../../drafts/writing.ts'
import { Failure } from '../../parts/failure.tsx'
import { Opening } from '../../parts/opening.tsx'
import { WholePage } from '../../parts/whole-page.tsx'
import { Standing } from '../standing/standing.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { MeContext, type Me } from './me-context.ts'
import { OpenInDingTalk } from './open-in-dingtalk.tsx'
import { useSamePerson } from './same-person.ts'
import { useSignIn } from './sign-in.ts'
import { useSignedOut } from '../../api/signed-out.ts'
import { SignedOut } from './signed-out-screen.tsx'
import { StorageScreen } from './storage-screen.tsx'
import { SuspendedScreen } from './suspended-screen.tsx'

/** Milliseconds between two looks whether DingTalk knows the person by now. */
const lookAgain = 6_000

const belongs = (me: StaffMe | undefined): me is Me => Boolean(me?.iso && me.staffId)
const isSignedOut = (error: unknown) =>
  ['signed_out', 'session_expired'].includes(codeOf(error) ?? '')

/** Asks who this is, signing in where that is needed; asks again by itself while the person is not in. */
function useWhoAmI() {
  const client = useQueryClient()
  useState(() => rememberAnswers(client))
  const asked = useQuery({
    ...ask(staffWhoAmI),
    refetchInterval: ({ state }) => (state.data && !belongs(state.data) ? lookAgain : false),
  })
  // a session can also end under another question than this one
  const [ended, setEnded] = useState(false)
  useEffect(() => onSessionEnd(() => setEnded(true)), [])
  const signedOut = ended || isSignedOut(asked.error)
  const mustSignIn = signedOut && inDingTalk()
  const over = useCallback(() => setEnded(false), [])
  const signingIn = useSigningIn(mustSignIn, over)
  return { asked, mustSignIn, ...signingIn }
}

/** Signs in when it must, and tries again by itself: the person may just have been let in. */
function useSigningIn(must: boolean, onSuccess: () => void) {
  const { mutate, isPending, isSuccess } = useSignIn()
  const [failure, setFailure] = useState<unknown>()
  const lastTry = useRef(-Infinity)
  const attempt = useCallback(() => {
    lastTry.current = Date.now()
    mutate(undefined, {
      onError: setFailure,
      onSuccess: () => {
        setFailure(undefined)
        onSuccess()
      },
    })
  }, [mutate, onSuccess])
  useEffect(() => {
    if (!must || isPending) return
    const rest = lastTry.current + lookAgain - Date.now()
    const timer = setTimeout(attempt, Math.max(rest, 0))
    return () => clearTimeout(timer)
  }, [must, isPending, attempt])
  return { failure, attempt, signedIn: isSuccess }
}

interface SessionProps {
  /** What is filled in on the phone; always the same list. */
  kinds: readonly Kind[]
  /** Is there as soon as the person is in, also while the phone's store does not open. */
  beforehand: ReactNode
  children: ReactNode
}

export function Session(props: SessionProps) {
  return useSignedOut() ? <SignedOut /> : <Gate {...props} />
}

function Gate({ children, ...props }: SessionProps) {
  const { asked, mustSignIn, failure, attempt, signedIn } = useWhoAmI()
  const { data: me, error } = asked
  useChanges('staff', me !== undefined)
  useSamePerson(me !== undefined && !mustSignIn && !signedIn, me?.staffId)
  if (belongs(me)) {
    return (
      <Inside me={me} {...props}>
        {children}
      </Inside>
    )
  }
  if (me?.suspended) return <SuspendedScreen me={me} isoName={me.suspended.isoName} />
  if (me) return <Standing me={me} />
  if (mustSignIn) {
    if (failure instanceof BridgeError) return <Standing />
    if (failure)
      return (
        <WholePage>
          <Failure error={failure} retry={attempt} />
        </WholePage>
      )
    // signed in and still not known: cookies do not stay in this web view
    return signedIn && !asked.isFetching ? (
      <WholePage>
        <Failure error={error} />
      </WholePage>
    ) : (
      <Opening />
    )
  }
  if (isSignedOut(error)) return <OpenInDingTalk />
  if (error)
    return (
      <WholePage>
        <Failure error={error} retry={asked.refetch} />
      </WholePage>
    )
  return <Opening />
}

/** Opens the phone's own store for this person, until they leave; says why it does not open. */
function useOpening(staffId: string, kinds: readonly Kind[]) {
  const [trouble, setTrouble] = useState<Trouble>()
  const open = useCallback(async () => {
    try {
      await openPhone(staffId, kinds)
    } catch (error) {
      const found = troubleOf(error)
      if (!found) throw error
      console.warn('the database of this phone did not open', error)
      setTrouble(found)
    }
  }, [staffId, kinds])
  useEffect(() => {
    void open()
    return closePhone
  }, [open])
  return { trouble, open }
}

function Inside({ me, beforehand, ...props }: SessionProps & { me: Me }) {
  return (
    <>
      {beforehand}
      <Opened me={me} {...props} />
    </>
  )
}

/** Opens the phone's own store for this person, brings what the service keeps, and keeps sending: until they leave. */
function Opened({ me, kinds, children }: Omit<SessionProps, 'beforehand'> & { me: Me }) {
  const { owner } = usePhone()
  const opened = owner === me.staffId
  const { trouble, open } = useOpening(me.staffId, kinds)
  useEffect(() => void askToKeep(), [])
  useEffect(watchUnwritten, [])
  useEffect(() => {
    if (!opened) return
    void restoreAll()
    return keepQueueAwake()
  }, [opened])
  if (!opened) {
    return trouble ? (
      <StorageScreen
        trouble={trouble}
        retry={open}
        // meanwhile another tab may have sent what this one had only in memory
        goWithout={() => openWithout(me.staffId, trouble, restoreAll)}
      />
    ) : (
      <Opening />
    )
  }
  return (
    <MeContext value={me}>
      <LanguageChoice me={me}>{children}</LanguageChoice>
    </MeContext>
  )
}
