/** What can be done with the ticked people; it is at the foot of the window while any are ticked. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Check, Send, Undo2, X, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { staffStatuses } from '../../../../service/staff/contract/association.ts'
import { countStaff } from '../../../../service/staff/contract/lists.ts'
import { bulkSteps, type BulkVerb, bulkVerbs } from '../../../../service/staff/contract/many.ts'
import type { StaffRow } from '../../../../service/staff/contract/member.ts'
import { ask } from '../../../api/ask.ts'
import { useFormats } from '../../../text/format.ts'
import { useText } from '../../../text/texts.tsx'
import type { Selection } from '../../kit/selection.ts'
import { useKeys } from '../../parts/keys.ts'
import { useMayCall } from '../../session/me.ts'
import { ManyDialog } from './many-dialog.tsx'
import styles from './many.module.css'
import { canBe, type StaffQuery } from './selection.ts'

const icons: Record<BulkVerb, LucideIcon> = {
  approve: Check,
  reject: X,
  resend_invitation: Send,
  withdraw: Undo2,
}

interface SelectionBarProps {
  selection: Selection<StaffRow>
  filter: StaffQuery
  /** What makes sense in this list; all when not given. */
  offered?: readonly BulkVerb[]
}

export function SelectionBar(props: SelectionBarProps) {
  const { selection, filter, offered = bulkVerbs } = props
  const total = useTotal(filter)
  const { t } = useText()
  const { counted } = useFormats()
  const mayCall = useMayCall()
  const [asking, setAsking] = useState<Parameters<typeof ManyDialog>[0]['asked']>()
  const { rows, whole, clear } = selection
  useKeys({ Escape: clear }, rows.length > 0 && !asking)
  // people leave the list once they are decided about, while their dialog still tells of them
  if (rows.length === 0 && !asking) return null
  const close = (done: boolean) => {
    setAsking(undefined)
    if (done) clear()
  }
  const countFor = (verb: BulkVerb) => rows.filter((row) => canBe(verb, row)).length
  const verbs = offered.filter((verb) => mayCall(bulkSteps[verb]) && (whole || countFor(verb) > 0))
  return (
    <div role="region" aria-label={t('many.bar')} className={styles.bar}>
      <p className={styles.who}>
        <strong>
          {whole
            ? t('many.wholeFilter', { count: counted(total ?? rows.length) })
            : t('many.selected', { count: rows.length })}
        </strong>
        {!whole && total !== undefined && total > rows.length && (
          <Button type="link" size="small" onClick={selection.takeWhole}>
            {t('many.selectAll', { count: counted(total) })}
          </Button>
        )}
      </p>
      <div className={styles.verbs}>
        {verbs.map((verb) => {
          const Icon = icons[verb]
          return (
            <Button
              key={verb}
              type={verb === 'approve' ? 'primary' : 'default'}
              icon={<Icon size={16} />}
              onClick={() => setAsking({ verb, target: whole ? { filter } : { rows } })}
            >
              {t(`many.${verb}`)}
              {!whole && ` ${countFor(verb)}`}
            </Button>
          )
        })}
        {verbs.length === 0 && <span className={styles.quiet}>{t('many.nothing')}</span>}
      </div>
      <Button
        type="text"
        className={styles.clear}
        icon={<X size={18} />}
        aria-label={t('many.clear')}
        title={t('many.clear')}
        onClick={clear}
      />
      {asking && <ManyDialog asked={asking} onClose={close} />}
    </div>
  )
}

/** How many fit the filter, whatever state they are in where it names none. */
function useTotal({ search, via, status = '' }: StaffQuery): number | undefined {
  const query = { ...(search && { search }), ...(via && { via }) }
  const { data } = useQuery({ ...ask(countStaff, { query }), placeholderData: keepPreviousData })
  const states = status ? status.split(',') : staffStatuses
  const counts: Record<string, number> | undefined = data?.counts
  return counts && states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
}
