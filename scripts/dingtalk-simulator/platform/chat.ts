/** Chats with the robot in them, as they stand in a person's list and as frames name them. */
import type { StoredGroup, StoredPerson } from '../state/shapes/people.ts'
import type { Platform } from './platform.ts'

export const robotChat = (platform: Pick<Platform, 'settings'>) =>
  ({ id: 'robot', title: platform.settings.appName, kind: 'robot' }) as const

export const groupChat = ({ id, title }: StoredGroup) => ({ id, title, kind: 'group' }) as const

/** Id of the conversation of one person with the robot. */
export const conversationOf = ({ unionId }: Pick<StoredPerson, 'unionId'>) => `cid${unionId}`
