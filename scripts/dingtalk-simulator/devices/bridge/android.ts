/** DingTalk's bridge on Android: `window.nuva`, as `dingtalk-jsapi` looks for it. */

const device = globalThis.__simulatedDevice

if (device.facts.device === 'phone') {
  const invoke = (
    succeed: (result: unknown) => void,
    fail: (error: unknown) => void,
    service: string,
    action: string,
    args: unknown,
  ) => {
    device
      .call(`${service}.${action}`, args)
      .then(succeed, (error: unknown) =>
        fail(error instanceof Error ? { errorCode: '2', errorMessage: 'unknown error' } : error),
      )
  }
  Object.assign(window, { nuva: { isReady: true, require: () => invoke } })
  device.emit = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }))
}
