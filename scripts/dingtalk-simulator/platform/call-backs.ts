/** Where the old family posts events: registered, changed, asked for and removed; and the list of those that could not be posted. */
import { postEvent } from '../events/callback.ts'
import type { RegisteredCallback } from '../state/shapes/state.ts'
import { OldError, type Endpoint, type Platform, type PlatformCall } from './platform.ts'

const pageOfFailures = 200

/** How the names of event types are spelled. */
const tagName = /^[a-z]+(_[a-z]+)+$/

function givenBy({ body }: PlatformCall): RegisteredCallback {
  const { call_back_tag: wanted, token, aes_key: aesKey, url } = body
  const isWhole =
    Array.isArray(wanted) &&
    wanted.length > 0 &&
    typeof token === 'string' &&
    token.length >= 6 &&
    token.length < 64 &&
    typeof aesKey === 'string' &&
    /^[A-Za-z0-9]{43}$/.test(aesKey) &&
    typeof url === 'string'
  if (!isWhole)
    throw new OldError(71_010, 'POST的JSON数据不包含所需要的参数字段或包含的参数格式非法')
  if (!wanted.every((tag) => tagName.test(String(tag))))
    throw new OldError(71_008, '回调call_back_tag必须在指定的call_back_tag列表中')
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new OldError(71_011, '传入的url参数不是合法的url格式')
  return { url, token, aesKey, tags: wanted.map(String) }
}

/** The address has to answer a sealed `check_url` with a sealed `success` before it is taken. */
async function keep({ settings, store }: Platform, callback: RegisteredCallback) {
  const { url, token, aesKey } = callback
  const secrets = { token, aesKey, ownerKey: settings.corpId }
  const { callbackTimeoutMs } = store.state.knobs
  const target = { url, secrets }
  const { ok, isReached } = await postEvent(
    settings,
    { EventType: 'check_url' },
    callbackTimeoutMs,
    target,
  )
  if (!ok) {
    throw isReached
      ? new OldError(71_009, '返回文本非success')
      : new OldError(71_012, 'url地址访问异常')
  }
  store.state.registeredCallback = callback
  store.changed()
  return {}
}

function registered({ store }: Platform): RegisteredCallback {
  const { registeredCallback } = store.state
  if (!registeredCallback) throw new OldError(71_007, '回调地址已不存在')
  return registeredCallback
}

/** Up to 200 events that could not be delivered; they are told once. */
function takeFailures(platform: Platform) {
  const { state } = platform.store
  const path = '/call_back/get_call_back_failed_result'
  const shape = platform.misbehaviour.take(path, ['shape'])?.value
  const taken = state.failedCallbacks.splice(0, pageOfFailures)
  platform.store.changed()
  return {
    has_more: state.failedCallbacks.length > 0,
    failed_list: taken.map(({ at, eventType, data }) => {
      const content = contentOf(data)
      const row = {
        // posts and pulls of one event tell the same time
        event_time: Number(data.timeStamp ?? at),
        call_back_tag: eventType,
        [eventType]: within(content, platform.settings.corpId, shape),
      }
      return shape === 'row' ? JSON.stringify(row) : row
    }),
  }
}

/** The data of an event as this list spells it: ids in lower case, no time. */
function contentOf(data: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => name !== 'timeStamp')
      .map(([name, value]) => [
        name === 'userId' || name === 'deptId' ? name.toLowerCase() : name,
        value,
      ]),
  )
}

/** @param shape `nested`: inside `callbackData`; `text`: that is JSON text; otherwise as the documentation's example has it */
function within(content: Record<string, unknown>, corpid: string, shape: unknown) {
  if (shape === 'nested') return { callbackData: content, corpid }
  return shape === 'text' ? JSON.stringify({ ...content, corpid }) : { ...content, corpid }
}

export const callBackEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/call_back/register_call_back',
    token: 'app',
    handle(platform, call) {
      const callback = givenBy(call)
      if (platform.store.state.registeredCallback) throw new OldError(71_006, '回调地址已经存在')
      return keep(platform, callback)
    },
  },
  {
    method: 'POST',
    path: '/call_back/update_call_back',
    token: 'app',
    handle(platform, call) {
      registered(platform)
      return keep(platform, givenBy(call))
    },
  },
  {
    method: 'GET',
    path: '/call_back/get_call_back',
    token: 'app',
    handle(platform) {
      const { url, token, aesKey, tags } = registered(platform)
      return { call_back_tag: tags, aes_key: aesKey, token, url }
    },
  },
  {
    method: 'GET',
    path: '/call_back/delete_call_back',
    token: 'app',
    handle(platform) {
      registered(platform)
      platform.store.state.registeredCallback = null
      platform.store.changed()
      return {}
    },
  },
  {
    method: 'GET',
    path: '/call_back/get_call_back_failed_result',
    token: 'app',
    handle: takeFailures,
  },
]
