/** One policy or agreement beside the list: what is in force, how many have agreed, and every version as it is read. */
import { CircleCheck, Clock, FilePlus } from 'lucide-react'
import {
  findAgreementText,
  type AgreementText,
} from '../../../service/agreements/contract/platform.ts'
import { PolicyRules } from '../../parts/policy/rules.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Abilities, type Offers } from '../kit/abilities.tsx'
import { recordPanel } from '../kit/record-panel.tsx'
import { State } from '../parts/state.tsx'
import styles from './agreements.module.css'
import { PublishVersion } from './publish-version.tsx'
import { placeName, subjectName, textName } from './text-name.ts'

const offers: Offers<AgreementText['abilities'][number], AgreementText> = {
  publish: { word: 'agreements.publish', icon: FilePlus, look: 'primary', dialog: PublishVersion },
}

export const TextPanel = recordPanel(findAgreementText, 'textId', {
  kind: 'agreementText',
  nameOf: textName,
  state: ({ inForce }) => <InForce isInForce={inForce !== null} />,
  actions: ({ record }) => <Abilities of={record} held={record.abilities} offers={offers} />,
  facts: ({ kind, country, inForce, next, agreed, ...text }, words) => [
    ['agreements.kind', words.t(`agreements.kind.${kind}`)],
    ['agreements.subject', subjectName(text, words)],
    ['agreements.country', placeName(country, words)],
    [
      'agreements.version',
      inForce
        ? words.t('agreements.inForce', {
            version: inForce.number,
            day: words.date(inForce.validFrom),
          })
        : words.t('agreements.notYet'),
    ],
    [
      'agreements.comesNext',
      next && words.t('agreements.next', { version: next.number, day: words.date(next.validFrom) }),
    ],
    [`agreements.agreed.${kind}`, words.counted(agreed)],
  ],
  details: Versions,
  happened: ({ versions }, { t, date }) =>
    [...versions].reverse().map(({ number, publishedAt, validFrom, by }) => ({
      at: publishedAt,
      words: t('agreements.published', { version: number }),
      note: t('agreements.from', { day: date(validFrom) }),
      by: by ?? t('agreements.byRelease'),
    })),
})

function InForce({ isInForce }: { isInForce: boolean }) {
  const { t } = useText()
  return isInForce ? (
    <State icon={CircleCheck} tone="success" word={t('agreements.state.inForce')} />
  ) : (
    <State icon={Clock} tone="accent" word={t('agreements.notYet')} />
  )
}

function Versions({ record: { versions, inForce } }: { record: AgreementText }) {
  const { t } = useText()
  const { date } = useFormats()
  return (
    <div className={styles.versions}>
      {versions.map((version) => (
        <details key={version.number} open={version.number === inForce?.number}>
          <summary>
            {t('agreements.versionFrom', {
              version: version.number,
              day: date(version.validFrom),
            })}
          </summary>
          <PolicyRules saying={version} level={3} />
        </details>
      ))}
    </div>
  )
}
