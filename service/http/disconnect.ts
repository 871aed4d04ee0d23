/** Work that is not needed any more when the client has hung up. */
import type { Socket } from 'node:net'
import { Refusal } from '../errors.ts'

/** @param work its signal is aborted, with a refusal that no client receives, when the connection closes */
export async function untilDisconnected<T>(
  socket: Socket,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const hangUp = () => stop.abort(new Refusal('bad_input', { field: 'body' }))
  socket.once('close', hangUp)
  try {
    return await work(stop.signal)
  } finally {
    socket.off('close', hangUp)
  }
}
