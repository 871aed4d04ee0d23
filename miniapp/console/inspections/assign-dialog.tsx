/** Assigns the inspection of a store: which one, who goes there, until when. */
import { useMutation } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { assignTask } from '../../../service/inspections/contract.ts'
import { newId } from '../../api/new-id.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useIsos } from '../parts/isos.ts'
import { useNotices } from '../parts/notices.ts'
import { useExplain } from '../parts/trouble.tsx'
import { DeadlineField } from './deadline-field.tsx'
import { useSettleTask } from './settle.ts'
import { StaffChoice } from './staff-choice.tsx'
import { StoreChoice } from './store-choice.tsx'

export function AssignDialog({ first, onClose }: { first: string; onClose: () => void }) {
  const { t } = useText()
  const explain = useExplain()
  const { done } = useNotices()
  const { settle, askAnew } = useSettleTask()
  const isos = useIsos()
  // sent twice, it is one task
  const [id] = useState(newId)
  const [iso, setIso] = useState(first)
  const [store, setStore] = useState('')
  const [who, setWho] = useState({ id: '', name: '' })
  const [deadline, setDeadline] = useState('')
  const [tried, setTried] = useState(false)
  const whole = iso && store && who.id
  const assign = useMutation({
    ...tell(assignTask),
    onSuccess: (task) => {
      settle(task)
      done(t('inspections.reassigned', { name: task.holder?.name ?? who.name }))
      onClose()
    },
    onError: askAnew,
  })
  const refusal = assign.error && explain(assign.error)
  const problem = tried && !whole ? t('inspections.isMissing') : undefined
  const submit = () => {
    setTried(true)
    if (!whole) return
    assign.mutate({
      params: { taskId: id },
      body: { iso, store, staff: who.id, ...(deadline && { deadline }) },
    })
  }
  return (
    <Dialog
      title={t('inspections.assignTitle')}
      action={t('inspections.assignAction')}
      busy={assign.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('inspections.iso')}>
        {(field) => (
          <Select
            {...field}
            placeholder={t('inspections.chooseIso')}
            value={iso || null}
            options={isos}
            onChange={(chosen) => {
              setIso(chosen)
              setStore('')
              setWho({ id: '', name: '' })
            }}
          />
        )}
      </Field>
      <StoreChoice key={`store ${iso}`} iso={iso} value={store} onChange={setStore} />
      <StaffChoice
        key={`staff ${iso}`}
        iso={iso}
        store={store}
        value={who.id}
        problem={refusal ? <Refusal explanation={refusal} /> : problem}
        onChange={(staff, name) => setWho({ id: staff, name })}
      />
      <DeadlineField value={deadline} onChange={setDeadline} />
    </Dialog>
  )
}
