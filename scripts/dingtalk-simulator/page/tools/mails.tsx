/** The mails that the service has sent and the simulator has caught. */
import { ChevronLeft, Mail as MailIcon } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import { readMails } from '../api/client.ts'
import type { Mail, Person } from '../api/types.ts'
import { useFetched } from '../parts/fetched.ts'
import { Problem } from '../parts/problem.tsx'
import { isoTime, shortTime } from '../parts/time.ts'
import { useSimulator } from '../stage/simulator.tsx'
import { text } from '../text/all.ts'

/** The demo person who signs in with the address that the mail went to. */
const ownerOf = (mail: Mail, people: Person[]) =>
  people.find(
    ({ demoSignIn }) =>
      demoSignIn &&
      mail.to
        .toLowerCase()
        .split(/[\s,]+/)
        .includes(demoSignIn.email.toLowerCase()),
  )

const addresses = /(https?:\/\/[^\s<>"]+)/

/** Lets the page decide where a link of the mail leads; scripts cannot run in the mail's frame. */
function listenToLinks(event: SyntheticEvent<HTMLIFrameElement>, follow: (url: string) => void) {
  event.currentTarget.contentDocument?.addEventListener('click', (click) => {
    const link = (click.target as Element | null)?.closest?.('a[href]')
    if (!link) return
    click.preventDefault()
    follow((link as HTMLAnchorElement).href)
  })
}

function OpenMail({ mail, close }: { mail: Mail; close: () => void }) {
  const { state, openLink } = useSimulator()
  const owner = ownerOf(mail, state.people)
  function follow(url: string) {
    if (owner) openLink(owner.id, url)
    else window.open(url, '_blank', 'noopener')
  }
  return (
    <article className="mail">
      <button type="button" className="button button-small" onClick={close}>
        <ChevronLeft size={16} aria-hidden="true" />
        {text.mails.back}
      </button>
      <h3>{mail.subject}</h3>
      <p className="quiet">
        {text.mails.fromTo(mail.from, mail.to)}
        {' · '}
        <time dateTime={isoTime(mail.at)}>{shortTime(mail.at)}</time>
      </p>
      <p className="quiet">{owner ? text.mails.opensOn(owner.name) : text.mails.opensInTab}</p>
      {mail.html ? (
        <iframe
          className="mail-page"
          title={mail.subject}
          sandbox="allow-same-origin"
          srcDoc={mail.html}
          onLoad={(event) => listenToLinks(event, follow)}
        />
      ) : (
        <pre className="mail-text">
          {mail.text.split(addresses).map((part, index) =>
            addresses.test(part) ? (
              <button type="button" className="link" key={index} onClick={() => follow(part)}>
                {part}
              </button>
            ) : (
              part
            ),
          )}
        </pre>
      )}
    </article>
  )
}

export function Mails() {
  const { version } = useSimulator()
  const mails = useFetched(readMails, version)
  const [chosen, setChosen] = useState<string | null>(null)
  const open = mails.value?.find((mail) => mail.id === chosen)
  if (open) return <OpenMail mail={open} close={() => setChosen(null)} />
  const newestFirst = mails.value?.toSorted((a, b) => b.at - a.at)
  return (
    <>
      <p className="quiet">{text.mails.explain}</p>
      <Problem>{mails.failed ? text.mails.failed : null}</Problem>
      {newestFirst?.length === 0 && (
        <div className="empty">
          <MailIcon size={40} strokeWidth={1.25} aria-hidden="true" />
          <p>{text.mails.none}</p>
        </div>
      )}
      <ul className="mail-list">
        {newestFirst?.map((mail) => (
          <li key={mail.id}>
            <button type="button" className="choice" onClick={() => setChosen(mail.id)}>
              <MailIcon size={18} aria-hidden="true" />
              <span>
                {mail.subject}
                <small>{mail.to}</small>
              </span>
              <time dateTime={isoTime(mail.at)}>{shortTime(mail.at)}</time>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
