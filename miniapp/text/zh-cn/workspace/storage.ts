/** What is said when the phone does not keep what was entered, in Simplified Chinese. */
import type { storage as english } from '../../en/workspace/storage.ts'

export const storage = {
  'storage.unkept': '未保存到本机',
  'storage.full': '手机存储空间不足，请清理一些空间。',
  'storage.blocked': '应用可能已在其他窗口打开。请关闭该窗口，或关闭钉钉后重新打开。',
  'storage.newer': '本机内容由更新的版本保存。请关闭钉钉后重新打开，以使用新版本。',
  'storage.forbidden': '本机不允许应用保存内容。请退出无痕浏览，或在设置中允许。',
  'storage.broken': '手机存储没有响应。请关闭钉钉后重新打开。',
  'storage.stay': '全部发送完成前，请勿离开此页。',
  'storage.signOut': '退出登录后，未保存到本机且尚未发送的内容将会丢失。',
  'storage.title': '无法打开本机保存的内容',
  'storage.without': '不保存到本机，继续',
  'storage.without.words': '继续后，内容不会保存到本机：全部发送完成前，请勿离开此页。',
  'storage.photo': '未保存到本机。发送完成前，请勿离开此页。',
} satisfies Record<keyof typeof english, string>
