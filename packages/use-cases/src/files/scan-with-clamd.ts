import { connect, type Socket } from 'node:net'
import type { ClamdAddress } from './file-settings.ts'

/** The scanner's verdict. */
export type Verdict = { readonly state: 'clean' } | { readonly state: 'refused'; readonly finding: string }

/** The scanner gave no verdict; the content waits. */
export class ScannerUnavailable extends Error {
  override readonly name = 'ScannerUnavailable'
}

/** Looks at a content that passes by; throws `ScannerUnavailable` when no verdict comes. */
export type Scanner = (content: AsyncIterable<Buffer>) => Promise<Verdict>

const patienceMs = 120_000

/** A scanner that speaks clamd's INSTREAM: lengths and pieces, an empty piece, one line of answer. */
export const clamdScanner =
  (address: ClamdAddress): Scanner =>
  async (content) => {
    const socket = connect(address)
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('timeout')))
    const answered = readAnswer(socket)
    // An answer may come while we still send: a refused length, a scanner that has seen enough.
    answered.catch(() => undefined)
    try {
      await send(socket, content)
      return verdictOf(await answered)
    } catch (error) {
      if (error instanceof ScannerUnavailable) throw error
      throw new ScannerUnavailable(error instanceof Error && 'code' in error ? String(error.code) : 'no answer')
    } finally {
      socket.destroy()
    }
  }

async function send(socket: Socket, content: AsyncIterable<Buffer>): Promise<void> {
  const write = (bytes: Buffer) =>
    new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())))
  await write(Buffer.from('zINSTREAM\0'))
  for await (const piece of content) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    await write(Buffer.concat([length, piece]))
  }
  await write(Buffer.alloc(4))
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('latin1')
      if (text.includes('\0') || text.length > 4096) resolve(text.split('\0')[0] ?? '')
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new ScannerUnavailable('closed without an answer')))
  })
}

function verdictOf(answer: string): Verdict {
  if (/^stream: OK\s*$/u.test(answer)) return { state: 'clean' }
  const finding = /^stream: (.{1,200}) FOUND\s*$/u.exec(answer)?.[1]
  if (finding) return { state: 'refused', finding }
  throw new ScannerUnavailable('an answer that is no verdict')
}
