/** The one line at the top that tells a first-time visitor what to do next. */
import { ArrowRight, Check, Eye, Lightbulb, X } from 'lucide-react'
import { CopyButton } from '../parts/copy-button.tsx'
import { text } from '../text/all.ts'
import type { Step } from './steps.ts'

interface GuideLineProps {
  steps: Step[]
  step: Step
  /** Some device of the step is not in view. */
  hidden: boolean
  choose: (step: Step) => void
  dismiss: () => void
}

export function GuideLine({ steps, step, hidden, choose, dismiss }: GuideLineProps) {
  const next = steps.find((other) => other.number === step.number + 1)
  return (
    <section className="guide" aria-label={text.guide.label}>
      <ol className="guide-steps">
        {steps.map((other) => (
          <li key={other.number}>
            <button
              type="button"
              className={other.done ? 'guide-step guide-step-done' : 'guide-step'}
              aria-current={other === step ? 'step' : undefined}
              aria-label={text.guide.step(other.number, other.title, other.done)}
              title={other.title}
              onClick={() => choose(other)}
            >
              {other.done && other !== step ? <Check size={14} /> : other.number}
            </button>
          </li>
        ))}
      </ol>
      <p className="guide-sentence" role="status">
        {step.done ? (
          <Check className="guide-done" size={18} aria-hidden="true" />
        ) : (
          <Lightbulb size={18} aria-hidden="true" />
        )}
        <span>{step.sentence}</span>
      </p>
      {step.copy && <CopyButton label={step.copy.label} value={step.copy.value} />}
      {hidden && (
        <button type="button" className="button button-small" onClick={() => choose(step)}>
          <Eye size={16} aria-hidden="true" />
          {text.guide.show}
        </button>
      )}
      {next && (
        <button
          type="button"
          className={`button button-small ${step.done ? 'button-primary' : 'button-quiet'}`}
          onClick={() => choose(next)}
        >
          {text.guide.next(next.title)}
          <ArrowRight size={16} aria-hidden="true" />
        </button>
      )}
      <button type="button" className="tool" aria-label={text.guide.dismiss} onClick={dismiss}>
        <X size={18} aria-hidden="true" />
      </button>
    </section>
  )
}
