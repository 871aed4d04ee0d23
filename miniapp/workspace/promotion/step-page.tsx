/** What all steps look like: a thin progress line, the question, whether it is saved, the next thing at the bottom. */
import { Check, CircleAlert, Smartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import { steps, type Step } from './visit.ts'
import { usePhone } from '../../drafts/memory.ts'
import { ReasonCard } from '../parts/reason-card.tsx'
import { Screen } from '../../parts/screen.tsx'
import { useText } from '../../text/texts.tsx'
import { photosAreThere } from '../../drafts/queue-rules.ts'
import styles from './step-page.module.css'
import { visitsKept } from './visits.ts'
import { useStepReached, useVisit } from './visit-context.ts'

interface StepPageProps {
  step: Step
  title: string
  /** Where *Back* leads, when not to the step before. */
  back?: string
  action: ReactNode
  /** Reasons why the store was rejected belong here. */
  aboutStore?: readonly string[]
  children: ReactNode
}

export function StepPage({ step, title, back, action, aboutStore, children }: StepPageProps) {
  const { t } = useText()
  const { at, before } = useVisit()
  useStepReached(step)
  const index = steps.indexOf(step)
  const previous = steps[index - 1]
  const verdict = before?.store.verdict
  const reasons = verdict?.reasons.filter(({ field }) => aboutStore?.includes(field ?? 'photos'))
  return (
    <Screen
      title={title}
      barTitle={t(`step.${step}`)}
      back={back ?? (previous ? at(previous) : '/')}
      beside={<Saved />}
      action={action}
      above={
        <div
          className={styles.progress}
          role="progressbar"
          aria-label={t('step.progress')}
          aria-valuemin={1}
          aria-valuemax={steps.length}
          aria-valuenow={index + 1}
          aria-valuetext={t('step.of', { step: index + 1, steps: steps.length })}
        >
          {steps.map((known, number) => (
            <span key={known} data-done={number <= index || undefined} />
          ))}
        </div>
      }
    >
      {verdict?.status === 'rejected' && reasons && reasons.length > 0 && (
        <ReasonCard title={t('reason.store')} verdict={{ ...verdict, reasons }} />
      )}
      {children}
    </Screen>
  )
}

/** Whether what was entered is safe: on this phone, or on the service too. */
export function Saved() {
  const { t } = useText()
  const { visit } = useVisit()
  const { photos, writing, trouble } = usePhone()
  if (trouble) {
    return (
      <p className={styles.saved} data-state="unkept">
        <CircleAlert size={14} strokeWidth={2.5} aria-hidden="true" />
        {t('storage.unkept')}
      </p>
    )
  }
  const onService =
    !writing && visit.savedAt === visit.savedOnServer && photosAreThere(visitsKept, visit, photos)
  const Icon = onService ? Check : Smartphone
  return (
    <p className={styles.saved} data-state={onService ? 'service' : 'phone'}>
      <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
      {writing ? t('saved.saving') : onService ? t('saved.service') : t('saved.phone')}
    </p>
  )
}
