/** Logto's connector for DingTalk, unmodified: its addresses are constants. Signs Mei in and reports who came back. */
interface Connector {
  getAuthorizationUri(asked: object, setSession: () => Promise<void>): Promise<string>
  getUserInfo(
    returned: object,
    getSession: () => Promise<object>,
  ): Promise<{ id: string; name: string }>
}

const given = (name: string) => process.env[name] ?? ''

/** What a person does in a browser: opens the page, says who they are, and agrees. */
async function agree(page: URL): Promise<Record<string, string>> {
  const shown = await fetch(page)
  if (!shown.ok) throw new Error(await shown.text())
  const form = new URLSearchParams({ person: 'mei', answer: 'agree' })
  for (const name of ['redirect_uri', 'state']) form.set(name, page.searchParams.get(name) ?? '')
  const answer = await fetch(new URL('/oauth2/auth', page), {
    method: 'POST',
    redirect: 'manual',
    body: form,
  })
  const back = new URL(answer.headers.get('location') ?? '')
  return Object.fromEntries(back.searchParams)
}

// a name in a variable: its types are not here
const name = '@logto/connector-dingtalk-web'
const { default: createConnector } = (await import(name)) as {
  default: (given: object) => Promise<Connector>
}
const connector = await createConnector({
  getConfig: () =>
    Promise.resolve({ clientId: given('CLIENT_ID'), clientSecret: given('CLIENT_SECRET') }),
})
const state = 'state of the sign-in'
const address = await connector.getAuthorizationUri(
  { state, redirectUri: given('REDIRECT_URL') },
  () => Promise.resolve(),
)
const returned = await agree(new URL(address))
if (returned['state'] !== state) throw new Error('the state did not come back')
const { id, name: nick } = await connector.getUserInfo(returned, () => Promise.resolve({}))
console.log(`@@${JSON.stringify({ saw: 'signed in', name: nick, unionId: id })}`)
// the run ends it
setInterval(() => {}, 60_000)
