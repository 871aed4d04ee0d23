/** DingTalk's bridge on a desktop: `window.name` and `postMessage` to a host that answers under DingTalk's origin. */

interface Request {
  type: 'request'
  msgId: number
  methodName: string
  body: unknown
}

const device = globalThis.__simulatedDevice
const hostOrigin = 'https://desktop.dingtalk.com'
const eventChannel = 'SYS_openAPIContainerInitEvent'

if (device.facts.device === 'desktop') {
  window.name = JSON.stringify({
    hostOrigin,
    containerId: `simulated-${device.facts.person}`,
    hostVersion: device.facts.version,
    language: device.facts.language === 'zh-CN' ? 'zh_CN' : 'en_US',
    // The host is this window and not the one around the frame.
    corsIframe: true,
  })
  const channels = new Set<number>()
  const deliver = (data: unknown) =>
    window.dispatchEvent(new MessageEvent('message', { data, origin: hostOrigin, source: window }))
  const respond = (msgId: number, success: boolean, body: unknown) =>
    deliver({ type: 'response', msgId, success, body })
  const serve = ({ msgId, methodName, body }: Request) => {
    if (methodName === eventChannel) {
      channels.add(msgId)
      return
    }
    device.call(methodName, body).then(
      (result) => respond(msgId, true, result),
      (error: unknown) =>
        respond(
          msgId,
          false,
          error instanceof Error ? { errorCode: '2', errorMessage: 'unknown error' } : error,
        ),
    )
  }
  const isRequest = (message: unknown): message is Request =>
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'request'
  const post = window.postMessage.bind(window) as (...args: unknown[]) => void
  window.postMessage = (message: unknown, ...rest: unknown[]) => {
    // The browser itself would drop a message to an origin that is not this page's.
    if (rest[0] === hostOrigin && isRequest(message)) serve(message)
    else post(message, ...rest)
  }
  const invokeAPI = (_container: unknown, methodName: string, body: unknown) => ({
    result: device.call(methodName, body),
  })
  Object.assign(window, { dingtalk: { platform: { invokeAPI } } })
  device.emit = (name, detail) => {
    for (const msgId of channels)
      deliver({ type: 'event', msgId, eventName: name, body: detail ?? {} })
  }
}
