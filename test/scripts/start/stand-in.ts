/** A program for the tests of `npm start` to run: does what its first words tell. */
const wish = process.env['STAND_IN']

if (wish === 'break') {
  console.log('about to look')
  console.log(JSON.stringify({ level: 30, msg: 'looked' }))
  process.exit(3)
}
if (wish === 'complain') {
  console.log('quietly at work')
  console.log(JSON.stringify({ level: 40, msg: 'the disk is slow' }))
  process.exit(0)
}
if (wish === 'be deaf') process.on('SIGTERM', () => undefined)
console.log(`at work as ${process.pid}`)
setInterval(() => undefined, 60_000)
