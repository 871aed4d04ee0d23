/** What an ISO sees of the tasks of its staff. */
import * as z from 'zod/mini'
import { endpoint, id, pageOf, pageQuery } from '../../http/contract.ts'
import { taskRow } from './task.ts'

export const listStaffTasks = endpoint('GET /api/v1/staff/:staffId/tasks', {
  name: 'listStaffTasks',
  by: 'iso',
  may: 'promotions.view',
  about: 'task',
  summary: 'List the verification tasks of a staff member, newest first, for the ISO',
  params: z.object({ staffId: id }),
  query: z.object(pageQuery),
  answer: pageOf(taskRow),
  errors: ['not_found', 'bad_cursor'],
})
