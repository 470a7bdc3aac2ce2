import { petitionMessagesEn, petitionMessagesVi, type VaultCommand, vaultCommandSchema } from '@nq15/domain/petitions'
import { data, redirect } from '@remix-run/node'
import { localeOf } from '../server/sentence.server.ts'
import type { RequestArgs } from '../server/session.server.ts'
import { type FromVault, tellVault } from '../server/vault.server.ts'
import { parseDay } from '../ui/format.ts'

/** What came of an act of the vault's pages. Nothing that was typed comes back: it may be a passphrase or an identity. */
export type VaultActAnswer = {
  readonly act: string
  readonly code: string | null
  readonly findings: readonly { readonly code: string; readonly said: string }[]
  /** What is shown this once: recovery shares, an identity, numbers of like papers. */
  readonly once: Readonly<Record<string, unknown>> | null
}

/** Acts whose answer is to be seen and not only done. */
const answering: readonly VaultCommand['act'][] = ['set-up', 'recover', 'read', 'seal', 'compare']

const text = (form: FormData, name: string) => String(form.get(name) ?? '')

/** The fields of a form whose names begin so. */
const under = (form: FormData, start: string) =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (name.startsWith(start) ? [[name.slice(start.length), String(value)]] : [])),
  )
/** A day as typed; what is no day stays wrong. */
const dayOf = (typed: string | undefined) => parseDay(typed ?? '') ?? typed

/** Reads a command out of a form of the vault's pages. */
function readCommand(form: FormData) {
  const step = under(form, 'step.')
  return vaultCommandSchema.safeParse({
    ...Object.fromEntries([...form].filter(([name]) => !name.includes('.'))),
    fields: form.getAll('fields').map(String),
    shares: [text(form, 'share.1'), text(form, 'share.2')],
    identity: under(form, 'identity.'),
    onDay: dayOf(text(form, 'onDay')),
    step: { ...step, onDay: dayOf(step['onDay']), endReason: step['endReason'] === '' ? null : step['endReason'] },
  })
}

/** Does what a form of the vault's pages says; only the acts that the page offers. */
export async function actOnVault(args: RequestArgs, offered: readonly VaultCommand['act'][], back: string) {
  const form = await args.request.formData()
  const act = text(form, 'act')
  const refused = (code: string, status: number, findings: VaultActAnswer['findings'] = []) =>
    data({ act, code, findings, once: null } satisfies VaultActAnswer, {
      status,
      headers: { 'cache-control': 'no-store' },
    })
  const command = readCommand(form)
  if (!command.success || !offered.includes(command.data.act)) return refused('BAD_INPUT', 422)
  const again = form.get('again')
  const first = 'newPassphrase' in command.data ? command.data.newPassphrase : form.get('passphrase')
  if (again !== null && again !== first) return refused('PASSPHRASES_DIFFER', 422)
  const told: FromVault<Readonly<Record<string, unknown>>> = await tellVault(args, command.data)
  if (told.is === 'detached' || told.is === 'down')
    return refused(told.is === 'down' ? 'VAULT_DOWN' : 'VAULT_DETACHED', 503)
  if (told.is === 'refused') return refused(told.code, 409, said(args.request, told.findings))
  if (!answering.includes(command.data.act)) throw redirect(`${back}?done=${command.data.act}`)
  return data({ act, code: null, findings: [], once: told.value } satisfies VaultActAnswer, {
    headers: { 'cache-control': 'no-store' },
  })
}

function said(request: Request, findings: readonly { readonly code: string }[]): VaultActAnswer['findings'] {
  const words: ReadonlyMap<string, string> = new Map(
    Object.entries(localeOf(request) === 'en' ? petitionMessagesEn : petitionMessagesVi),
  )
  return findings.map(({ code }) => ({ code, said: words.get(code) ?? code }))
}
