/** Fields of a version: every language side by side, and below them how the phone shows it. */
import { Button, Input, Segmented } from 'antd'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  kindsOfRule,
  longestIntro,
  longestRule,
  maxRules,
  pictures,
} from '../../../service/agreements/contract/text.ts'
import { languages, type Language } from '../../../service/texts/contract.ts'
import { Field } from '../../parts/field.tsx'
import { SelectField } from '../../parts/inputs.tsx'
import { PolicyRules } from '../../parts/policy/rules.tsx'
import { languageNames } from '../../text/language.ts'
import { useText } from '../../text/texts.tsx'
import styles from './agreements.module.css'
import { emptyRule, toSay, type TypedRule, type TypedSaying } from './saying.ts'

interface SayingFieldsProps {
  typed: TypedSaying
  type: (change: Partial<TypedSaying>) => void
  /** The person has tried to publish. */
  isTried: boolean
}

export function SayingFields({ typed, type, isTried }: SayingFieldsProps) {
  const { t } = useText()
  const { intro, rules, validFrom } = typed
  const setRule = (at: number, change: Partial<TypedRule>) =>
    type({ rules: rules.map((rule, index) => (index === at ? { ...rule, ...change } : rule)) })
  return (
    <>
      <InEach
        label={t('agreements.intro')}
        words={intro}
        longest={longestIntro}
        isTried={isTried}
        onChange={(words) => type({ intro: words })}
      />
      {rules.map((rule, at) => (
        <fieldset key={at} className={styles.rule}>
          <legend>{t('agreements.rule', { number: at + 1 })}</legend>
          <div className={styles.choices}>
            <SelectField
              label={t('agreements.ruleKind')}
              value={rule.kind}
              choices={kindsOfRule.map((kind) => ({ value: kind, label: t(`policy.${kind}`) }))}
              onChoose={(kind) => setRule(at, { kind: kind === 'do' ? 'do' : 'dont' })}
            />
            <SelectField
              label={t('agreements.drawing')}
              value={rule.picture}
              choices={[
                { value: '', label: t('agreements.noDrawing') },
                ...pictures.map((key) => ({ value: key, label: t(`agreements.drawing.${key}`) })),
              ]}
              onChoose={(picture) => setRule(at, { picture })}
            />
            <Button
              type="text"
              icon={<Trash2 size={16} aria-hidden />}
              aria-label={t('agreements.removeRule', { number: at + 1 })}
              onClick={() => type({ rules: rules.filter((_, index) => index !== at) })}
            />
          </div>
          <InEach
            label={t('agreements.words')}
            words={rule.words}
            longest={longestRule}
            isTried={isTried}
            onChange={(words) => setRule(at, { words })}
          />
        </fieldset>
      ))}
      {rules.length === 0 && isTried && <p role="alert">{t('agreements.noRules')}</p>}
      {rules.length < maxRules && (
        <Button onClick={() => type({ rules: [...rules, emptyRule(rules.at(-1)?.kind)] })}>
          {t('agreements.addRule')}
        </Button>
      )}
      <Field label={t('agreements.validFrom')} help={t('agreements.validFromHelp')}>
        {({ status: _, ...field }) => (
          <Input
            {...field}
            type="date"
            value={validFrom}
            onChange={({ target }) => type({ validFrom: target.value })}
          />
        )}
      </Field>
      <Preview typed={typed} />
    </>
  )
}

interface InEachProps {
  label: string
  words: Record<Language, string>
  longest: number
  isTried: boolean
  onChange: (words: Record<Language, string>) => void
}

function InEach({ label, words, longest, isTried, onChange }: InEachProps) {
  const { t } = useText()
  return (
    <div className={styles.languages}>
      {languages.map((language) => (
        <Field
          key={language}
          label={`${label} · ${languageNames[language]}`}
          problem={isTried && !words[language].trim() ? t('agreements.missing') : undefined}
        >
          {(field) => (
            <Input.TextArea
              {...field}
              lang={language}
              autoSize={{ minRows: 2 }}
              maxLength={longest}
              value={words[language]}
              onChange={({ target }) => onChange({ ...words, [language]: target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  )
}

function Preview({ typed }: { typed: TypedSaying }) {
  const { t, language: own } = useText()
  const [language, setLanguage] = useState<Language>(own)
  return (
    <section aria-label={t('agreements.preview')} className={styles.preview}>
      <div className={styles.previewHead}>
        <strong>{t('agreements.preview')}</strong>
        <Segmented
          value={language}
          options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
          onChange={setLanguage}
        />
      </div>
      <div className={styles.phone}>
        <PolicyRules saying={toSay(typed)} language={language} level={3} />
      </div>
    </section>
  )
}
