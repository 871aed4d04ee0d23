/** What a device shows when the service does not answer at all: a page that tries again by itself. */
import type { IncomingMessage, ServerResponse } from 'node:http'

const words = 'The service cannot be reached from this device.'

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="3">
<title>Not reached</title>
<style>
body { display: grid; place-content: center; min-height: 90vh; margin: 0; padding: 24px;
  font: 16px/1.5 system-ui, sans-serif; text-align: center }
p { margin: 4px; opacity: .8 }
</style>
</head>
<body>
<h1>Not reached</h1>
<p>${words}</p>
<p>It is tried again every 3 seconds.</p>
</body>
</html>
`

/** Answers 502: as a page when a page was asked for. */
export function answerUnreachable(incoming: IncomingMessage, outgoing: ServerResponse) {
  const asksPage = incoming.headers.accept?.includes('text/html') ?? false
  const type = asksPage ? 'text/html' : 'text/plain'
  outgoing.writeHead(502, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' })
  outgoing.end(asksPage ? page : `${words}\n`)
}
