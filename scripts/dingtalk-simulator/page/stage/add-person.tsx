/** Adds a person to the simulated DingTalk, with a device of their own. */
import { UserRoundPlus } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { addPerson } from '../api/client.ts'
import { useAction } from '../parts/action.ts'
import { Popover } from '../parts/popover.tsx'
import { Problem } from '../parts/problem.tsx'
import { text } from '../text/all.ts'
import { languages } from '../device/languages.ts'
import { useSimulator } from './simulator.tsx'

/** A short id made from the name, with a number when another person has it. */
export function idFor(name: string, taken: string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const base = plain || 'person'
  let id = base
  for (let n = 2; taken.includes(id); n += 1) id = `${base}-${n}`
  return id
}

function AddPersonForm({ close }: { close: () => void }) {
  const { state } = useSimulator()
  const { busy, problem, run } = useAction()
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const field = (name: string) => String(fields.get(name) ?? '').trim()
    const taken = state.people.map((person) => person.id)
    run(async () => {
      await addPerson({
        id: idFor(field('name'), taken),
        name: field('name'),
        phone: field('phone').replace(/[\s()-]/g, ''),
        language: field('language'),
        device: field('device') === 'desktop' ? 'desktop' : 'phone',
      })
      close()
    }, text.addPerson.failed)
  }
  return (
    <form className="stacked-form" onSubmit={submit}>
      <label>
        {text.addPerson.name}
        <input name="name" required maxLength={80} autoComplete="off" />
      </label>
      <label>
        {text.addPerson.phone}
        <input
          name="phone"
          type="tel"
          required
          pattern="\+[0-9 \-\(\)]{7,20}"
          placeholder="+6581230099"
          autoComplete="off"
        />
      </label>
      <label>
        {text.addPerson.device}
        <select name="device">
          <option value="phone">{text.addPerson.phoneDevice}</option>
          <option value="desktop">{text.addPerson.desktopDevice}</option>
        </select>
      </label>
      <label>
        {text.language.title}
        <select name="language">
          {Object.entries(languages).map(([tag, name]) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Problem>{problem}</Problem>
      <button type="submit" className="button button-primary button-wide" disabled={busy}>
        {text.addPerson.add}
      </button>
    </form>
  )
}

export function AddPerson() {
  return (
    <Popover
      label={text.addPerson.title}
      title={text.addPerson.title}
      icon={<UserRoundPlus size={18} />}
    >
      {(close) => <AddPersonForm close={close} />}
    </Popover>
  )
}
