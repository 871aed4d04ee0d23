/** Sends in the background what was noted: with each visit, and otherwise at most once a minute. */
import { useEffect } from 'react'
import { sendActivity as endpoint } from '../../../service/activity/contract.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { OfflineError, ProblemError } from '../../api/problem-error.ts'
import { isOnline } from '../../dingtalk/network.ts'
import { alone } from '../../drafts/locks.ts'
import { readPhone } from '../../drafts/memory.ts'
import { isSending } from '../../drafts/queue.ts'
import { verdictOn } from '../../drafts/queue-rules.ts'
import { afterBatch, entriesOfBatch, withBatch } from './log.ts'
import { forgetActivity, readLog, writeLog } from './note.ts'

const lock = 'partner-workspace.activity'
/** Milliseconds. */
const minute = 60_000
/** With these the person does not belong to the ISO, or is another one. */
const over = new Set(['not_associated', 'not_allowed', 'another_person'])

const iso = (at: number) => new Date(at).toISOString()

/** @returns whether the batch has arrived, and there may be another one */
async function sendBatch(owner: string): Promise<boolean> {
  const log = withBatch(readLog(owner), newId)
  if (!log?.batch) return false
  writeLog(log)
  const { id } = log.batch
  try {
    await call(endpoint, {
      owner,
      params: { batchId: id },
      body: {
        phoneAt: iso(Date.now()),
        entries: entriesOfBatch(log).map(([kind, at]) => ({ kind, at: iso(at) })),
      },
    })
  } catch (error) {
    if (error instanceof OfflineError) return false
    if (!(error instanceof ProblemError)) throw error
    if (over.has(error.problem.code)) {
      forgetActivity()
      return false
    }
    // not tried again until the next occasion, unless it is never taken
    if (verdictOn(error.problem) !== 'own') return false
  }
  // more may have been noted meanwhile
  writeLog(afterBatch(readLog(owner), id))
  return true
}

/** Sends what there is. What fails is sent at the next occasion, under the same id. */
export async function sendActivity(): Promise<void> {
  const { owner } = readPhone()
  if (!owner || !isOnline()) return
  await alone(lock, async () => {
    while (readPhone().owner === owner && (await sendBatch(owner)));
  })
}

/** While the app is open; not beside photos, which need the line more. */
function sendNowAndThen(): void {
  if (document.visibilityState === 'visible' && !isSending()) void sendActivity()
}

/** As long as the workspace is open. */
export function ActivitySent() {
  useEffect(() => {
    const timer = setInterval(sendNowAndThen, minute)
    return () => clearInterval(timer)
  }, [])
  return null
}
