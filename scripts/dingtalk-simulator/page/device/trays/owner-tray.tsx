/** Who owns the device, and what they can do with their DingTalk as a whole. */
import { changeDevice, leaveOrganisation } from '../../api/client.ts'
import type { Person } from '../../api/types.ts'
import { useAction } from '../../parts/action.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useSimulator } from '../../stage/simulator.tsx'
import { text } from '../../text/all.ts'

export function OwnerTray({ person, close }: { person: Person; close: () => void }) {
  const { state } = useSimulator()
  const { busy, problem, run } = useAction()
  const organisation = state.organisation.name
  return (
    <>
      {person.hint && <p>{person.hint}</p>}
      <dl className="facts">
        <div>
          <dt>{text.owner.phone}</dt>
          <dd>
            <CopyButton label={text.owner.phone} value={person.phone} />
          </dd>
        </div>
        <div>
          <dt>{organisation}</dt>
          <dd>{person.member ? text.owner.member(person.userId) : text.owner.notMember}</dd>
        </div>
      </dl>
      <Problem>{problem}</Problem>
      {person.member && (
        <button
          type="button"
          className="button button-danger button-wide"
          disabled={busy}
          onClick={() =>
            run(async () => {
              await leaveOrganisation(person.id)
              close()
            }, text.changeFailed)
          }
        >
          {text.owner.leave(organisation)}
        </button>
      )}
      {person.device === 'phone' && !person.member && (
        <button
          type="button"
          className="button button-wide"
          disabled={busy}
          onClick={() =>
            run(async () => {
              await changeDevice(person.id, { installed: !person.installed })
              close()
            }, text.changeFailed)
          }
        >
          {person.installed ? text.owner.uninstall : text.owner.install}
        </button>
      )}
    </>
  )
}
