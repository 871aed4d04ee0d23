/** Loaded before a program of this project, in plain JavaScript: an older Node cannot even read the rest. */
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `This needs Node 24 or newer and runs on ${process.versions.node}. On Linux and Windows "npm ci" brings it ` +
      'along: start with "npm start", not with "node". On macOS install Node 24 from nodejs.org.',
  )
  process.exit(1)
}
