import type { VaultCommand } from '@nq15/domain/petitions'
import { data, redirect } from '@remix-run/node'
import { webEnv } from '../env.server.ts'
import type { RequestArgs } from './session.server.ts'

/** What the vault answered; `detached` where the installation runs without one, `down` when it does not answer. */
export type FromVault<Value> =
  | { readonly is: 'answered'; readonly value: Value }
  | { readonly is: 'refused'; readonly code: string; readonly findings: readonly { readonly code: string }[] }
  | { readonly is: 'detached' }
  | { readonly is: 'down' }

/** Values as they come over the wire: moments are text. */
export type OverWire<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? OverWire<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: OverWire<Value[Name]> }
      : Value

/** A passphrase is tried at some cost; a page waits this long for the vault, in milliseconds. */
const patience = 15_000

/** Looks at a page of the vault, in the caller's name. */
export const askVault = <Value>(args: RequestArgs, path: string) => send<Value>(args, path, null)

/** Has the vault do something, in the caller's name. What is sent stands in no address and no log. */
export const tellVault = (args: RequestArgs, command: VaultCommand) =>
  send<Readonly<Record<string, unknown>>>(args, command.act === 'seal-original' ? '/originals' : '/act', command)

async function send<Value>(
  { request, context }: RequestArgs,
  path: string,
  command: VaultCommand | null,
): Promise<FromVault<Value>> {
  const { vaultUrl } = webEnv()
  if (vaultUrl === null) return { is: 'detached' }
  const answer = await fetch(`${vaultUrl}${path}`, {
    method: command === null ? 'GET' : 'POST',
    headers: { cookie: request.headers.get('cookie') ?? '', 'x-request-id': context.requestId },
    ...(command === null ? {} : { body: JSON.stringify(command) }),
    signal: AbortSignal.timeout(patience),
  }).catch(() => null)
  if (answer === null || answer.status >= 500) {
    context.log.warn({ err: { type: 'vault-down' } }, 'the vault does not answer')
    return { is: 'down' }
  }
  if (answer.status === 401) throw redirect('/sign-in')
  // The vault's own door, of the same build.
  const body = (await answer.json()) as Value & { code?: string; findings?: { code: string }[] }
  if (answer.ok) return { is: 'answered', value: body }
  const { code = 'other', findings = [] } = body
  if (code === 'NO_RIGHT') throw data(null, { status: 403 })
  return { is: 'refused', code, findings }
}
