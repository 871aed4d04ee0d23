/** The camera: file inputs are filled from the photo tray, and the page's own camera shows a tray photo where it is granted at all. */

const device = globalThis.__simulatedDevice

const takesPhotos = (input: HTMLInputElement) =>
  input.type === 'file' &&
  (/image|\.jpe?g|\.png/i.test(input.accept) || input.hasAttribute('capture'))

async function takePhoto(input: HTMLInputElement) {
  const id = device.facts.cameraNext ?? (await device.choosePhoto())
  if (id === null) {
    input.dispatchEvent(new Event('cancel', { bubbles: true }))
    return
  }
  const response = await fetch(`/__simulator/photos/${id}.jpg`)
  const name = `IMG_${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}.jpg`
  const file = new File([await response.blob()], name, {
    type: 'image/jpeg',
    lastModified: Date.now(),
  })
  const carrier = new DataTransfer()
  carrier.items.add(file)
  input.files = carrier.files
  input.dispatchEvent(new Event('input', { bubbles: true }))
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

window.addEventListener(
  'click',
  (event) => {
    const [target] = event.composedPath()
    if (!(target instanceof HTMLInputElement) || !takesPhotos(target) || target.disabled) return
    event.preventDefault()
    void takePhoto(target)
  },
  true,
)

// An input that hangs in no document gets no event that reaches the window.
const clickOfBrowser = HTMLInputElement.prototype.click
HTMLInputElement.prototype.click = function click(this: HTMLInputElement) {
  if (!this.isConnected && takesPhotos(this)) void takePhoto(this)
  else clickOfBrowser.call(this)
}
HTMLInputElement.prototype.showPicker = function showPicker(this: HTMLInputElement) {
  this.click()
}

async function cameraStream(): Promise<MediaStream> {
  if (!device.facts.pageCamera) throw new DOMException('Permission denied', 'NotAllowedError')
  const canvas = document.createElement('canvas')
  canvas.width = 1600
  canvas.height = 1200
  const pen = canvas.getContext('2d')
  let shown: string | null = null
  const image = new Image()
  const draw = () => {
    const id = device.facts.cameraNext ?? 'storefront-day'
    if (id !== shown) {
      shown = id
      image.src = `/__simulator/photos/${id}.jpg`
    }
    if (image.complete && image.naturalWidth) pen?.drawImage(image, 0, 0, 1600, 1200)
  }
  draw()
  await image.decode().catch(() => undefined)
  draw()
  const stream = canvas.captureStream(15)
  const timer = setInterval(() => {
    if (stream.getTracks().every((track) => track.readyState === 'ended')) clearInterval(timer)
    else draw()
  }, 66)
  return stream
}

if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = cameraStream
