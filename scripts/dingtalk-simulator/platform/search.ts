/** Finding members by their names, as the new family does it. */
import { members } from '../state/people.ts'
import { NewError, newText, type Platform, type PlatformCall } from './platform.ts'

/** Members by their names: a part of it, or all of it when asked so. */
export function searchMembers(platform: Platform, call: PlatformCall) {
  const { offset, size, fullMatchField } = call.body
  const word = newText(call, 'queryWord').toLowerCase()
  const isWhole = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0
  if (!isWhole(offset) || !isWhole(size)) throw new NewError(400, 'parameter.error', '参数错误')
  const found = members(platform.store.state)
    .filter(({ member }) => {
      const name = member.name.toLowerCase()
      return fullMatchField === 1 ? name === word : name.includes(word)
    })
    .map(({ member }) => member.userId)
  // `offset` counts pages, not people
  const from = offset * size
  const list = found.slice(from, from + size)
  return { hasMore: from + list.length < found.length, totalCount: found.length, list }
}
