/** DingTalk's limits, lifetimes and the app's permissions, to be read and changed. */
import type { SubmitEvent } from 'react'
import { changeSettings, readSettings } from '../api/client.ts'
import type { Settings } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { useFetched } from '../parts/fetched.ts'
import { Problem } from '../parts/problem.tsx'
import { useSimulator } from '../stage/simulator.tsx'
import { text } from '../text/all.ts'

type NumberName = keyof typeof text.limits.numbers

const numbers = Object.keys(text.limits.numbers) as NumberName[]
const mayBeEmpty: readonly NumberName[] = ['callsPerMinute', 'callsPerSecondOfAll', 'callsPerMonth']

/** What an app on DingTalk can be given; the service asks for all of them. */
const scopes = [
  'qyapi_base',
  'qyapi_get_member',
  'qyapi_get_member_by_mobile',
  'qyapi_manage_addresslist',
  'qyapi_get_department_list',
  'qyapi_robot_sendmsg',
  'Card.Instance.Write',
  'Card.Streaming.Write',
  'Contact.User.Read',
  'Contact.Common.Read',
  'fieldMobile',
  'fieldEmail',
]

/** The settings as the form has them now. */
function settingsOf(form: HTMLFormElement): Partial<Settings> {
  const fields = new FormData(form)
  const entries = numbers.map((name) => {
    const typed = String(fields.get(name) ?? '').trim()
    return [name, typed === '' ? null : Number(typed)]
  })
  return {
    ...(Object.fromEntries(entries) as Partial<Settings>),
    consentNeeded: fields.has('consentNeeded'),
    joinLinksOff: fields.has('joinLinksOff'),
    isAbroad: fields.has('isAbroad'),
    identityField: String(fields.get('identityField') ?? '').trim() || null,
    missingScopes: scopes.filter((scope) => !fields.has(scope)),
  }
}

function Fields({ settings }: { settings: Settings }) {
  const { busy, problem, run } = useAction()
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const patch = settingsOf(event.currentTarget)
    run(async () => void (await changeSettings(patch)), text.changeFailed)
  }
  const tick = (name: string, label: string, checked: boolean) => (
    <label className="tick" key={name}>
      <input type="checkbox" name={name} defaultChecked={checked} /> {label}
    </label>
  )
  return (
    <form className="stacked-form" onSubmit={submit}>
      {numbers.map((name) => (
        <label key={name}>
          {text.limits.numbers[name]}
          <input
            name={name}
            type="number"
            required={!mayBeEmpty.includes(name)}
            defaultValue={settings[name] ?? ''}
          />
        </label>
      ))}
      <label>
        {text.limits.identityField}
        <input name="identityField" defaultValue={settings.identityField ?? ''} />
      </label>
      {tick('consentNeeded', text.limits.consentNeeded, settings.consentNeeded)}
      {tick('joinLinksOff', text.limits.joinLinksOff, settings.joinLinksOff)}
      {tick('isAbroad', text.limits.isAbroad, settings.isAbroad)}
      <fieldset>
        <legend>{text.limits.scopes}</legend>
        {scopes.map((scope) => tick(scope, scope, !settings.missingScopes.includes(scope)))}
      </fieldset>
      <Problem>{problem}</Problem>
      <button type="submit" className="button" disabled={busy}>
        {text.limits.save}
      </button>
    </form>
  )
}

export function Limits() {
  const { version } = useSimulator()
  const { value, failed } = useFetched(readSettings, version)
  return (
    <details className="limits">
      <summary>{text.limits.title}</summary>
      <p className="quiet">{text.limits.explain}</p>
      <Problem>{failed ? text.limits.failed : null}</Problem>
      {value && <Fields key={JSON.stringify(value)} settings={value} />}
    </details>
  )
}
