/** Which submission comes after this one; it and its pictures are fetched ahead. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { openReview, reviewQueue } from '../../../service/reviews/contract.ts'
import { ask } from '../../api/ask.ts'

/** Pictures fetched ahead: those looked at first. */
const picturesAhead = 4

export function useNextReview(submissionId: string): string | undefined {
  const client = useQueryClient()
  const { data } = useQuery(ask(reviewQueue, { query: { state: 'waiting', limit: 20 } }))
  // an appeal against one's own decision is for another reviewer to decide
  const waiting =
    data?.items.filter((row) => row.id === submissionId || !row.forAnother).map(({ id }) => id) ??
    []
  const at = waiting.indexOf(submissionId)
  // oldest first: the one behind it, then whatever was left over before
  const next = [...waiting.slice(at + 1), ...waiting].find((id) => id !== submissionId)
  useEffect(() => {
    if (!next) return
    const opened = ask(openReview, { params: { submissionId: next } })
    // trouble with it is shown when it is opened
    void client.prefetchQuery(opened).then(() => {
      const submission = client.getQueryData(opened.queryKey)?.submission
      if (!submission) return
      const items = [submission.store, ...submission.spots]
      for (const { url } of items.flatMap(({ photos }) => photos).slice(0, picturesAhead)) {
        new Image().src = url
      }
    })
  }, [client, next])
  return next
}
