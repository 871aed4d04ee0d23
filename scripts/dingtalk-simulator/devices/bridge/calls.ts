/** Bridge calls as every platform makes them: asked of the device, finished in the page where a person has to choose. */

const device = globalThis.__simulatedDevice
const cancelled = { errorCode: '-1', errorMessage: 'cancel' }

device.call = async (name, args) => {
  let answer = await device.ask(name, args)
  if ('choose' in answer) {
    const chosen =
      answer.choose === 'code' ? await device.chooseCode(answer.codes) : await device.choosePhoto()
    if (chosen === null) throw cancelled
    answer = await device.ask(name, { ...(args as object), simulatedChoice: chosen })
  }
  if ('error' in answer) throw answer.error
  if ('open' in answer) location.assign(answer.open)
  if ('close' in answer) parent.postMessage({ simulatedDevice: 'close' }, '*')
  return 'ok' in answer ? answer.ok : {}
}
