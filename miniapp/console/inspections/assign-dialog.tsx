/** Assigns the inspection of a store: which one, who goes there, until when. */
import { Select } from 'antd'
import { useState } from 'react'
import {
  assignTask,
  findTask,
  inspectableStores,
} from '../../../service/inspections/contract/platform.ts'
import { newId } from '../../api/new-id.ts'
import { useText } from '../../text/texts.tsx'
import { useAction } from '../kit/use-action.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useIsos } from '../parts/isos.ts'
import { Refusal } from '../parts/refusal.tsx'
import { DeadlineField } from './deadline-field.tsx'
import { StaffChoice } from './staff-choice.tsx'
import { StoreChoice } from './store-choice.tsx'

const nothing = { store: '', staff: '', name: '' }

export function AssignDialog({ first, onClose }: { first: string; onClose: () => void }) {
  const { t } = useText()
  const isos = useIsos()
  // sent twice, it is one task
  const [taskId] = useState(newId)
  const [chosen, choose] = useState({ ...nothing, iso: first, deadline: '' })
  const [isTried, setTried] = useState(false)
  const { iso, store, staff, name, deadline } = chosen
  const isWhole = Boolean(iso && store && staff)
  const assign = useAction(assignTask, {
    record: findTask,
    renews: [inspectableStores],
    refused: 'in the dialog',
    done: (task) => {
      onClose()
      return t('inspections.reassigned', { name: task.holder?.name ?? name })
    },
  })
  const submit = () => {
    setTried(true)
    const body = { iso, store, staff, ...(deadline && { deadline }) }
    if (isWhole) assign.run({ params: { taskId }, body })
  }
  const problem = isTried && !isWhole && t('inspections.isMissing')
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
            onChange={(other) => choose({ ...chosen, ...nothing, iso: other })}
          />
        )}
      </Field>
      <StoreChoice
        key={`store ${iso}`}
        iso={iso}
        value={store}
        onChange={(other) => choose({ ...chosen, store: other })}
      />
      <StaffChoice
        key={`staff ${iso}`}
        iso={iso}
        store={store}
        value={staff}
        problem={assign.refusal ? <Refusal explanation={assign.refusal} /> : problem}
        onChange={(id, called) => choose({ ...chosen, staff: id, name: called })}
      />
      <DeadlineField value={deadline} onChange={(day) => choose({ ...chosen, deadline: day })} />
    </Dialog>
  )
}
