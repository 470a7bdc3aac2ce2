import type { readVault, readVaultHistory } from '@nq15/use-cases/petitions/read-vault'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { webEnv } from '../env.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { askVault, type OverWire } from '../server/vault.server.ts'
import { actOnVault } from './vault-gate.server.ts'

type Value<Answer> = Answer extends { readonly ok: true; readonly value: infer Kept } ? Kept : never
type VaultPage = OverWire<Value<Awaited<ReturnType<typeof readVault>>>>
type HistoryPage = OverWire<Value<Awaited<ReturnType<typeof readVaultHistory>>>>

/** The vault for who keeps it: who keeps with him, which papers wait, what is asked. No identity. */
export async function vaultLoader(args: LoaderFunctionArgs) {
  await requirePermission(args, 'identity:keep')
  const looked = await askVault<VaultPage>(args, '/unit')
  return {
    vault: looked.is === 'answered' ? looked.value : null,
    why: looked.is === 'answered' ? null : looked.is === 'refused' ? looked.code : looked.is,
    isEmbedded: webEnv().isEmbedded,
    requestId: crypto.randomUUID(),
  }
}

/** Does a custodian's act. */
export async function vaultAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'identity:keep')
  const acts = ['set-up', 'join', 'admit', 'retire', 'recover', 'change-passphrase', 'unlock', 'lock'] as const
  return actOnVault(args, [...acts, 'seal', 'recuse', 'approve', 'refuse', 'close'], '/petitions/vault')
}

/** What was done and tried in the vaults of an auditor's reach. */
export async function vaultHistoryLoader(args: LoaderFunctionArgs) {
  await requirePermission(args, 'audit:read')
  const at = Math.max(1, Math.min(10_000, Number(new URL(args.request.url).searchParams.get('page')) || 1))
  const looked = await askVault<HistoryPage>(args, `/history?page=${at - 1}`)
  const history = looked.is === 'answered' ? looked.value : null
  const names = new Map<string, string>(Object.entries(history?.names ?? {}))
  return {
    page: at,
    why: looked.is === 'answered' ? null : looked.is === 'refused' ? looked.code : looked.is,
    hasMore: history?.hasMore ?? false,
    entries: (history?.entries ?? []).map(({ entryId, at, actorName, act, code, reason, organizationId }) => ({
      ...{ entryId, at, actorName, act, code, reason },
      unit: names.get(organizationId) ?? '…',
    })),
  }
}
