/** What follows an action on a task: the newest state is taken in, and the list is asked again. */
import { useQueryClient } from '@tanstack/react-query'
import {
  findTask,
  inspectableStores,
  listTasks,
  type Task,
} from '../../../service/inspections/contract.ts'
import { keyOf } from '../../api/ask.ts'

export function useSettleTask() {
  const client = useQueryClient()
  const askAnew = () => {
    for (const { name } of [listTasks, findTask, inspectableStores]) {
      void client.invalidateQueries({ queryKey: [name] })
    }
  }
  return {
    settle(task: Task) {
      client.setQueryData(keyOf(findTask, { params: { taskId: task.id } }), task)
      askAnew()
    },
    askAnew,
  }
}
