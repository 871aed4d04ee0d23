/** All keys of the review desk on one card. */
import { Modal } from 'antd'
import { useText } from '../../text/texts.tsx'
import { useFocusBack } from '../parts/focus-back.ts'
import styles from './decision-bar.module.css'

const keys = [
  [['A'], 'keys.approve'],
  [['R'], 'keys.reject'],
  [['1 – 9'], 'keys.reason'],
  [['→', '←'], 'keys.items'],
  [['↓', '↑'], 'keys.photos'],
  [['+', '−', '0'], 'keys.zoom'],
  [['U'], 'keys.undo'],
  [['Enter', 'S'], 'keys.send'],
  [['?'], 'keys.help'],
  [['Esc'], 'keys.leave'],
] as const

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  useFocusBack()
  return (
    <Modal
      open
      title={t('desk.help')}
      footer={null}
      width={440}
      onCancel={onClose}
      closable={{ 'aria-label': t('common.close') }}
    >
      <dl className={styles.keys}>
        {keys.map(([strokes, what]) => (
          <div key={what}>
            <dt>
              {strokes.map((stroke) => (
                <kbd key={stroke}>{stroke}</kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
