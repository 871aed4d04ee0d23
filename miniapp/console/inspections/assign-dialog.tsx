/** Assigns the inspection of a store: which one, who goes there, until when. */
import {
  assignTask,
  findTask,
  inspectableStores,
} from '../../../service/inspections/contract/platform.ts'
import { newId } from '../../api/new-id.ts'
import { formDialog, type FieldsProps } from '../kit/form-dialog.tsx'
import { IsoField } from '../parts/iso-field.tsx'
import { DeadlineField } from './deadline-field.tsx'
import { StaffChoice } from './staff-choice.tsx'
import { StoreChoice } from './store-choice.tsx'

const nothing = { store: '', staff: '', name: '' }

/** Of the ISO that the list is narrowed to, if any. */
export const AssignDialog = formDialog(assignTask, {
  // sent twice, it is one task
  first: (iso: string) => ({ ...nothing, taskId: newId(), iso, deadline: '' }),
  title: 'inspections.assignTitle',
  action: 'inspections.assignAction',
  values: (_, { name }, task) => ({ name: task?.holder?.name ?? name }),
  useMissing: ({ iso, store, staff }) => !iso || !store || !staff,
  fields: Fields,
  record: findTask,
  renews: [inspectableStores],
  send: (_, { taskId, iso, store, staff, deadline }) => ({
    params: { taskId },
    body: { iso, store, staff, ...(deadline && { deadline }) },
  }),
  showsRefusal: true,
  done: 'inspections.reassigned',
})

type Typed = typeof nothing & { iso: string; deadline: string }

function Fields({ typed, type, refusal, missing, say }: FieldsProps<string, Typed>) {
  const { iso, store, staff, deadline } = typed
  return (
    <>
      <IsoField
        label="inspections.iso"
        prompt="inspections.chooseIso"
        value={iso}
        onChange={(other) => type({ ...nothing, iso: other })}
      />
      <StoreChoice
        key={`store ${iso}`}
        iso={iso}
        value={store}
        onChange={(other) => type({ store: other })}
      />
      <StaffChoice
        key={`staff ${iso}`}
        iso={iso}
        store={store}
        value={staff}
        problem={refusal || (missing && say('inspections.isMissing'))}
        onChange={(id, name) => type({ staff: id, name })}
      />
      <DeadlineField value={deadline} onChange={(day) => type({ deadline: day })} />
    </>
  )
}
