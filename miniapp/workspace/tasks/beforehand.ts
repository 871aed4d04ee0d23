/** Asks for the tasks that are to be done before they are opened: at the store there may be no signal. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { findMyTask, listMyTasks } from '../../../service/inspections/contract/own.ts'
import type { MyTask } from '../../../service/inspections/contract/task.ts'
import { ask } from '../../api/ask.ts'

/** As many as are kept, those with the nearest deadlines. */
const most = 10
/** Milliseconds after the list, so that the first screen has the line for itself. */
const pause = 2_000
/** Milliseconds: a list that is older was kept from before, and is being asked for. */
const fresh = 60_000

/** How the spots looked then: from now on the browser has the pictures. */
function loadPictures(task: MyTask | undefined): void {
  for (const { before } of task?.spots ?? []) if (before) new Image().src = before.thumbnailUrl
  if (task) new Image().src = task.store.thumbnailUrl
}

/** Has no look. */
export function TasksBeforehand(): null {
  const client = useQueryClient()
  const { data, dataUpdatedAt } = useQuery(ask(listMyTasks))
  useEffect(() => {
    if (!data || Date.now() - dataUpdatedAt > fresh) return
    let over = false
    const askForEach = async () => {
      for (const { id: taskId } of data.items.slice(0, most)) {
        if (over) return
        // one that does not come now is asked for when it is opened
        const asked = ask(findMyTask, { params: { taskId } })
        await client.prefetchQuery(asked)
        loadPictures(client.getQueryData(asked.queryKey))
      }
    }
    const timer = setTimeout(() => void askForEach(), pause)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [client, data, dataUpdatedAt])
  return null
}
