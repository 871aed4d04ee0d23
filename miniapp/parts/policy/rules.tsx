/** What a policy or agreement says, as the phone shows it: what to do, and what not to do, each with its drawing. */
import { Check, CircleCheck, CircleX, X } from 'lucide-react'
import { kindsOfRule, type Rule, type Saying } from '../../../service/agreements/contract/text.ts'
import type { Language } from '../../../service/texts/contract.ts'
import { useText } from '../../text/texts.tsx'
import { PolicyPicture } from './pictures.tsx'
import styles from './rules.module.css'

const signs = { do: CircleCheck, dont: CircleX } as const
const marks = { do: Check, dont: X } as const

/** @param language in which it is read; that of the screen, unless a preview shows another */
export function PolicyRules({
  saying: { intro, rules },
  language: wanted,
  level = 2,
}: {
  saying: Saying
  language?: Language
  level?: 2 | 3
}) {
  const { t, language: own } = useText()
  const language = wanted ?? own
  const Heading = `h${level}` as const
  return (
    <div lang={language}>
      <p className={styles.intro}>{intro[language]}</p>
      {kindsOfRule.map((kind) => {
        const those = rules.filter((rule) => rule.kind === kind)
        const Sign = signs[kind]
        if (!those.length) return null
        return (
          <section key={kind}>
            <Heading className={styles.heading} data-kind={kind}>
              <Sign size={20} aria-hidden="true" />
              {t(`policy.${kind}`)}
            </Heading>
            <ul className={styles.list}>
              {those.map((rule, index) => (
                <RuleLine key={index} rule={rule} language={language} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function RuleLine({ rule, language }: { rule: Rule; language: Language }) {
  const { kind, picture, words } = rule
  const Mark = marks[kind]
  return (
    <li className={styles.rule} data-kind={kind}>
      {picture ? (
        <span className={styles.picture}>
          <PolicyPicture of={picture} />
          <span className={styles.mark}>
            <Mark size={16} strokeWidth={3} aria-hidden="true" />
          </span>
        </span>
      ) : (
        <Mark className={styles.bare} size={20} aria-hidden="true" />
      )}
      <span>{words[language]}</span>
    </li>
  )
}
