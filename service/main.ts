/** The program of the service: looks whether this Node can read the rest, and starts it. */
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `The service needs Node 24 or newer and runs on ${process.versions.node}. On Linux and Windows "npm ci" brings ` +
      'it along: start with "npm run service". On macOS install Node 24 from nodejs.org.',
  )
  process.exit(1)
}
// not a static import: an older Node would fail before the sentence above
await import('./start.ts')
