/** The chat with the robot, as it stands in a person's list. */
import type { Platform } from './platform.ts'

export const robotChat = (platform: Pick<Platform, 'settings'>) =>
  ({ id: 'robot', title: platform.settings.appName, kind: 'robot' }) as const
