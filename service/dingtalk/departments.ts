/** Departments of the DingTalk organisation: making, finding, renaming. */
import { listOf, objectOf, textOf, wholeNumber } from './answers.ts'
import { DingTalkError, unpromised } from './errors.ts'
import { invitationCodes } from './invitation-codes.ts'
import { post, resultOf } from './topapi.ts'

/** The department that a call named is not there (any more). */
export function isUnknownDepartment(error: unknown): boolean {
  return error instanceof DingTalkError && invitationCodes[error.code]?.outcome === 'no_department'
}

/** Its parent has a department of that name: by today's table, and by the older one. */
function isTaken(error: unknown): boolean {
  return error instanceof DingTalkError && ['60021', '60008'].includes(error.code)
}

/** Codes by which DingTalk refuses a department: its name, a word in it, a name that is taken, too many or too deep. */
const departmentRefusals = new Set(['60001', '60002', '60008', '60009', '60021', '60022', '60110'])

/** DingTalk does not take such a department: an operator must change its name, or make room. */
export function isRefusedDepartment(error: unknown): boolean {
  return error instanceof DingTalkError && departmentRefusals.has(error.code)
}

/**
 * A department for an ISO, under the root unless told otherwise.
 * @param name as `departmentName` makes it
 * @returns its id; undefined when there is one of that name already
 * @throws DingTalkError
 */
export async function createDepartment(name: string, parentId = 1): Promise<number | undefined> {
  try {
    const answer = await post('/topapi/v2/department/create', { name, parent_id: parentId })
    const id = wholeNumber(resultOf(answer)['dept_id'])
    if (id === undefined) throw unpromised('old')
    return id
  } catch (error) {
    if (isTaken(error)) return undefined
    throw error
  }
}

/** Departments directly under another. @throws DingTalkError */
export async function listDepartments(parentId = 1): Promise<{ id: number; name: string }[]> {
  const answer = await post('/topapi/v2/department/listsub', { dept_id: parentId })
  const rows = listOf(answer['result'])
  if (!rows) throw unpromised('old')
  return rows.map((given) => {
    const row = objectOf(given)
    const id = wholeNumber(row?.['dept_id'])
    if (id === undefined) throw unpromised('old')
    return { id, name: textOf(row?.['name']) }
  })
}

/**
 * The department of that name under the parent, made when it is not there.
 * @returns undefined where DingTalk calls the name taken and lists no such department: one that the app does not see
 *   has it, or one whose name DingTalk takes for the same
 * @throws DingTalkError
 */
export async function ensureDepartment(name: string, parentId = 1): Promise<number | undefined> {
  const made = await createDepartment(name, parentId)
  if (made !== undefined) return made
  return (await listDepartments(parentId)).find((department) => department.name === name)?.id
}

/** No name is left to try. */
export const nameIsTaken = () => new DingTalkError('old', 60021, 'other')

/**
 * Gives a department another name.
 * @param name as `departmentName` makes it
 * @returns false when its parent has one of that name already
 * @throws DingTalkError
 */
export async function renameDepartment(id: number, name: string): Promise<boolean> {
  try {
    await post('/topapi/v2/department/update', { dept_id: id, name })
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}
