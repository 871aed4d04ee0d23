/** Loaded into each child of `npm start`: when its parent is gone, however it went, the child ends too. */
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  // For a program that has no ear for signals any more.
  setTimeout(() => process.exit(1), 10_000).unref()
})
// The channel alone shall not keep a program running that has done its work.
process.channel?.unref()
