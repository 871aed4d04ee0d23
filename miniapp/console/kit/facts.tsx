/** What is known of a record: names and values, one below the other. */
import { Fragment, type ReactNode } from 'react'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import styles from '../parts/panel.module.css'

export type Fact = readonly [TextKey, ReactNode]

/** @param facts those without a value are left out */
export function Facts({ facts, className = '' }: { facts: readonly Fact[]; className?: string }) {
  const { t } = useText()
  return (
    <dl className={`${styles.details} ${className}`}>
      {facts.map(
        ([name, value]) =>
          value && (
            <Fragment key={name}>
              <dt>{t(name)}</dt>
              <dd>{value}</dd>
            </Fragment>
          ),
      )}
    </dl>
  )
}
