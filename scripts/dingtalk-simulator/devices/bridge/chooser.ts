/** The sheet that asks what the camera sees when that is not set: photos of the tray, or codes and a text field. */

interface Sheet {
  panel: HTMLElement
  done: Promise<string | null>
  finish: (value: string | null) => void
}

const device = globalThis.__simulatedDevice
const words = device.facts.language.startsWith('zh')
  ? {
      photo: '相机看到什么？',
      code: '扫描哪个码？',
      paste: '或输入码的内容',
      take: '扫描',
      cancel: '取消',
      mark: '模拟',
    }
  : {
      photo: 'What does the camera see?',
      code: 'Which code is scanned?',
      paste: 'Or type what the code says',
      take: 'Scan',
      cancel: 'Cancel',
      mark: 'simulated',
    }

/** Elements with styles set one by one: a page's content security policy forbids style attributes. */
function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  styles: Partial<CSSStyleDeclaration>,
  parent: Node,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  Object.assign(element.style, styles)
  element.textContent = text
  parent.appendChild(element)
  return element
}

function openSheet(title: string): Sheet {
  // a phone's own sheet lies above all of a page, also above what the page has put over itself
  const layer = document.createElement('dialog')
  layer.setAttribute('role', 'presentation')
  Object.assign(layer.style, {
    position: 'fixed',
    inset: '0',
    width: '100%',
    maxWidth: 'none',
    height: '100%',
    maxHeight: 'none',
    padding: '0',
    border: '0',
    background: 'none',
  })
  const host = make('div', { position: 'absolute', inset: '0' }, layer)
  host.dataset.simulatedDevice = 'chooser'
  const root = host.attachShadow({ mode: 'open' })
  const shade = make(
    'div',
    {
      position: 'absolute',
      inset: '0',
      background: 'rgba(8, 12, 20, 0.72)',
      display: 'flex',
      alignItems: 'flex-end',
      justifyContent: 'center',
      font: '15px/1.4 system-ui, "Noto Sans SC", sans-serif',
    },
    root,
  )
  const panel = make(
    'div',
    {
      width: '100%',
      maxWidth: '520px',
      maxHeight: '82%',
      overflow: 'auto',
      boxSizing: 'border-box',
      padding: '18px 16px calc(18px + env(safe-area-inset-bottom))',
      borderRadius: '18px 18px 0 0',
      background: '#171b24',
      color: '#f3f5f9',
    },
    shade,
  )
  panel.setAttribute('role', 'dialog')
  panel.setAttribute('aria-modal', 'true')
  panel.setAttribute('aria-label', title)
  const head = make(
    'div',
    { display: 'flex', justifyContent: 'space-between', marginBottom: '12px' },
    panel,
  )
  make('strong', { fontSize: '17px' }, head, title)
  make('span', { opacity: '0.6', fontSize: '12px' }, head, words.mark)
  let finish: Sheet['finish'] = () => {}
  const done = new Promise<string | null>((resolve) => {
    finish = (value) => {
      layer.remove()
      removeEventListener('keydown', onKey, true)
      resolve(value)
    }
  })
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    finish(null)
  }
  addEventListener('keydown', onKey, true)
  shade.addEventListener('click', (event) => {
    if (event.target === shade) finish(null)
  })
  // Clicks in the sheet are not the page's business.
  host.addEventListener('click', (event) => event.stopPropagation())
  document.documentElement.appendChild(layer)
  layer.showModal()
  return { panel, done, finish }
}

const buttonLook: Partial<CSSStyleDeclaration> = {
  appearance: 'none',
  border: '1px solid #333b4d',
  borderRadius: '12px',
  background: '#222938',
  color: 'inherit',
  font: 'inherit',
  padding: '12px 14px',
  cursor: 'pointer',
  textAlign: 'start',
}

function addCancel(sheet: Sheet) {
  const button = make(
    'button',
    { ...buttonLook, width: '100%', marginTop: '14px', textAlign: 'center', background: 'none' },
    sheet.panel,
    words.cancel,
  )
  button.addEventListener('click', () => sheet.finish(null))
}

device.choosePhoto = async () => {
  const response = await fetch('/__simulator/photos')
  const photos = (await response.json()) as { id: string; label: string; url: string }[]
  const sheet = openSheet(words.photo)
  const grid = make(
    'div',
    { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))', gap: '10px' },
    sheet.panel,
  )
  for (const photo of photos) {
    const button = make('button', { ...buttonLook, padding: '6px', fontSize: '13px' }, grid)
    button.dataset.photo = photo.id
    const image = make(
      'img',
      {
        width: '100%',
        height: '86px',
        objectFit: 'cover',
        borderRadius: '8px',
        display: 'block',
        marginBottom: '6px',
      },
      button,
    )
    image.alt = ''
    image.src = `${photo.url}?preview`
    make('span', {}, button, photo.label)
    button.addEventListener('click', () => sheet.finish(photo.id))
  }
  addCancel(sheet)
  return sheet.done
}

device.chooseCode = (codes) => {
  const sheet = openSheet(words.code)
  const list = make('div', { display: 'grid', gap: '8px' }, sheet.panel)
  for (const code of codes) {
    const button = make('button', buttonLook, list)
    make('div', { fontWeight: '600' }, button, code.label)
    make('div', { opacity: '0.65', fontSize: '12px', overflowWrap: 'anywhere' }, button, code.text)
    button.addEventListener('click', () => sheet.finish(code.text))
  }
  const form = make('form', { display: 'flex', gap: '8px', marginTop: '12px' }, sheet.panel)
  const field = make(
    'input',
    { ...buttonLook, flex: '1', minWidth: '0', cursor: 'text', fontSize: '16px' },
    form,
  )
  field.placeholder = words.paste
  field.setAttribute('aria-label', words.paste)
  make('button', { ...buttonLook, background: '#1677ff', border: '0' }, form, words.take)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (field.value.trim()) sheet.finish(field.value.trim())
  })
  addCancel(sheet)
  return sheet.done
}
