/** Queries that the rule of scopes.ts finds, and queries that it lets pass. */

const routes = 'service/inspections/routes.ts'

export const foundQueries: Record<string, string>[] = [
  ...[
    'Tasks.findById(params.taskId)',
    'Tasks.find({ iso: query.iso })',
    'Tasks.find({ ...within(me.scope), iso: query.iso })',
    'Tasks.find({ ...within(me.scope), ...(query.iso && { iso: query.iso }) })',
    'Tasks.find({ ...within(me.scope), ...query })',
    'keysetPage(Tasks, filter)',
    "Tasks.distinct('_id', { status: 'assigned' })",
    'Tasks.aggregate([{ $match: { iso } }])',
    'Tasks.updateMany({ iso: body.iso }, { $set: {} })',
    "shiftAll(Tasks, taskMachine, body.ids, 'start', {})",
    "shiftAll(Tasks, taskMachine, body.ids, 'start', { where: { holder } })",
    'countAll(Tasks)',
    'const others = { Tasks }',
    "mongoose.connection.collection('tasks').find()",
    "Isos.aggregate([{ $lookup: { from: 'tasks' } }])",
    "import * as model from './model.ts'",
  ].map((line) => ({
    [routes]: "import { listTasks } from './actions.ts'",
    'service/inspections/actions.ts': `import { Tasks } from './model.ts'\n${line}`,
  })),
  {
    'service/notifications/actions/bot.ts':
      "import { Tasks as All } from '../../inspections/model.ts'; All.find({})",
  },
]

export const passingQueries: Record<string, string>[] = [
  'Tasks.findOne({ _id: id, ...within(me.scope) })',
  "keysetPage(Tasks, { ...within(me.scope), ...(status && { status }) }, { sort: ['at', 1] })",
  'Tasks.find({ ...besides(task), open: true })',
  'Tasks.find({ iso: me.iso.id, open: true })',
  'Tasks.aggregate([{ $match: { ...within(me.scope), open: true } }])',
  'Tasks.updateOne({ _id, iso, status }, { $set: { status: to } })',
  "shiftAll(Tasks, taskMachine, ids, 'start', { where: { iso, holder } })",
  'Tasks.insertMany([task])',
  "begin(Tasks, taskMachine, task, 'assign', { by })",
].map((line) => ({ [routes]: `import { Tasks } from './model.ts'\n${line}` }))
