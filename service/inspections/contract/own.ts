/** What staff do with their verification tasks. */
import * as z from 'zod/mini'
import { endpoint, id, pageOf, pageQuery, exampleIds } from '../../http/contract.ts'
import { taskAnswers } from './answers.ts'
import { myTask, myTaskRow, taskParams } from './task.ts'

export const listMyTasks = endpoint('GET /api/v1/me/staff/tasks', {
  name: 'listMyTasks',
  by: 'associated staff',
  about: 'task',
  summary: 'List my verification tasks: those not done by deadline, or those done, newest first',
  query: z.object({ ...pageQuery, state: z._default(z.enum(['open', 'done']), 'open') }),
  answer: pageOf(myTaskRow),
  errors: ['bad_cursor'],
  offline: {},
})

export const findMyTask = endpoint('GET /api/v1/me/staff/tasks/:taskId', {
  name: 'findMyTask',
  by: 'associated staff',
  about: 'task',
  summary: 'Get one of my verification tasks',
  params: taskParams,
  answer: myTask,
  errors: ['not_found'],
  offline: { listedIn: listMyTasks.name },
})

export const startTask = endpoint('POST /api/v1/me/staff/tasks/:taskId/start', {
  name: 'startTask',
  by: 'associated staff',
  summary: 'Start a task; sent again, it gets the same answer',
  params: taskParams,
  answer: myTask,
  errors: ['not_found', 'wrong_state'],
})

export const submitTask = endpoint('PUT /api/v1/me/staff/tasks/:taskId/answers/:answersId', {
  name: 'submitTask',
  by: 'associated staff',
  summary: 'Submit the answers of a task; sent again with the same id, it gets the same answer',
  params: z.object({ taskId: id, answersId: id }),
  body: taskAnswers,
  example: {
    body: {
      spots: [{ spot: exampleIds.spot, finding: 'in_place', note: '', photo: exampleIds.photo }],
      feedback: 'The owner is happy.',
    },
  },
  answer: myTask,
  kept: true,
  errors: ['not_found', 'wrong_state', 'photo_missing', 'same_id_other_content'],
})
