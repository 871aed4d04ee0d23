/** Media files: uploaded once, named by their id in messages. Their bytes are not kept. */
import { extname } from 'node:path'
import { randomBytes } from 'node:crypto'
import { OldError, type Endpoint, type Platform, type PlatformCall } from './platform.ts'

const megabyte = 1024 * 1024
const keptMedia = 500

/** What each kind may be, and how large. */
const kinds: Record<string, { most: number; endings: string[] }> = {
  image: { most: 20 * megabyte, endings: ['jpg', 'jpeg', 'gif', 'png', 'bmp'] },
  voice: { most: 2 * megabyte, endings: ['amr', 'mp3', 'wav'] },
  video: { most: 20 * megabyte, endings: ['mp4'] },
  file: {
    most: 20 * megabyte,
    endings: ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'zip', 'pdf', 'rar'],
  },
}

/** Throws 40007 when nothing was uploaded under that id. */
export function checkMedia({ store }: Platform, id: string) {
  if (store.state.media.some((one) => one.id === id)) return
  throw new OldError(40_007, '不合法的媒体文件id')
}

function upload({ store }: Platform, call: PlatformCall) {
  if (call.contentType !== 'multipart/form-data')
    throw new OldError(43_008, '参数需要multipart类型')
  const type = String(call.body.type ?? call.query.get('type') ?? '')
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (!kind) throw new OldError(40_004, '不合法的媒体文件类型')
  const { file } = call
  if (!file) throw new OldError(41_005, '缺少多媒体文件数据')
  if (file.bytes.length === 0) throw new OldError(44_001, '多媒体文件为空')
  if (!kind.endings.includes(extname(file.name).slice(1).toLowerCase()))
    throw new OldError(40_005, '不合法的文件类型')
  if (file.isCut || file.bytes.length > kind.most)
    throw new OldError(45_001, '多媒体文件大小超过限制')
  const id = `${type === 'image' ? '@lAD' : '@lAz'}${randomBytes(12).toString('base64url')}`
  const at = Date.now()
  const { name, bytes } = file
  store.state.media = [...store.state.media, { id, type, name, size: bytes.length, at }].slice(
    -keptMedia,
  )
  store.changed()
  return { media_id: id, created_at: at, type }
}

export const mediaEndpoints: Endpoint[] = [
  { method: 'POST', path: '/media/upload', token: 'app', handle: upload },
]
