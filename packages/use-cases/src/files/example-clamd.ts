import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import type { ClamdAddress } from './file-settings.ts'

/** The harmless file that every scanner takes for a virus, put together so that this source is not one. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('')

/** A counterpart on loopback that speaks clamd's INSTREAM and knows one virus. */
export type ExampleClamd = {
  readonly address: ClamdAddress
  /** How many contents it has looked at. */
  readonly seen: () => number
  /** From now on closes every connection without a word, or serves again. */
  readonly fallSilent: (silent: boolean) => void
  readonly close: () => Promise<void>
}

/** Starts the counterpart on a free port. */
export async function startExampleClamd(): Promise<ExampleClamd> {
  let [count, silent] = [0, false]
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    if (silent) return socket.destroy()
    let held = Buffer.alloc(0)
    socket.on('data', (piece: Buffer) => {
      held = Buffer.concat([held, piece])
      const content = readStream(held)
      if (content === null) return
      count += 1
      socket.end(content.includes(eicar) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0')
    })
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: { host: '127.0.0.1', port },
    seen: () => count,
    fallSilent: (now) => {
      silent = now
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** The content of a whole INSTREAM, null while more is to come. Throws when what comes is no INSTREAM. */
function readStream(held: Buffer): Buffer | null {
  const command = 'zINSTREAM\0'
  if (held.length < command.length) return null
  if (held.toString('latin1', 0, command.length) !== command) throw new Error('not INSTREAM')
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= held.length; ) {
    const length = held.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(held.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
