/** Which store is it? Name and category. */
import { useLocation } from 'wouter'
import { Button } from '../../parts/button.tsx'
import { InputField, SelectField } from '../../parts/inputs.tsx'
import { useText } from '../../text/texts.tsx'
import { StepPage } from './step-page.tsx'
import { useVisit } from './visit-context.ts'

export function StoreStep() {
  const { t, language } = useText()
  const [, navigate] = useLocation()
  const { content, changeStore, lists, at } = useVisit()
  const { name, category } = content.store
  const ready = name.trim() !== '' && category !== ''
  return (
    <StepPage
      step="store"
      title={t('store.question')}
      aboutStore={['name', 'category']}
      action={
        <Button look="primary" disabled={!ready} onClick={() => navigate(at('address'))}>
          {t('step.continue')}
        </Button>
      }
    >
      <InputField
        label={t('store.name')}
        help={t('store.name.hint')}
        maxLength={120}
        autoComplete="off"
        enterKeyHint="next"
        value={name}
        onChange={({ target }) => void changeStore({ name: target.value })}
      />
      <SelectField
        label={t('store.category')}
        prompt={t('store.category.prompt')}
        value={category}
        choices={lists.storeCategories.map(({ id, names }) => ({
          value: id,
          label: names[language],
        }))}
        onChoose={(chosen) => void changeStore({ category: chosen })}
      />
    </StepPage>
  )
}
