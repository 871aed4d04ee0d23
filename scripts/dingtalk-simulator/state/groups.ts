/** Group chats that the robot is in. */
import { isMember, type MemberPerson } from './people.ts'
import type { StoredGroup } from './shapes/people.ts'
import type { StoredState } from './shapes/state.ts'

/** Those in the group who are in the organisation. */
export const groupMembers = (state: StoredState, group: StoredGroup): MemberPerson[] =>
  state.people.filter(isMember).filter(({ id }) => group.personIds.includes(id))

export const groupById = (state: StoredState, id: string) =>
  state.groups.find((group) => group.id === id)
