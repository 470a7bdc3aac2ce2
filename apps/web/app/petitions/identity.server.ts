import { todayInHanoi } from '@nq15/domain/calendar'
import { readPetition } from '@nq15/use-cases/petitions/read-petition'
import type { readSealedPaper } from '@nq15/use-cases/petitions/read-vault'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { found, idFrom } from '../server/found.server.ts'
import { askVault, type OverWire } from '../server/vault.server.ts'
import { petitionGate } from './gate.server.ts'
import { actOnVault } from './vault-gate.server.ts'

type Kept = Extract<Awaited<ReturnType<typeof readSealedPaper>>, { readonly ok: true }>['value']

/** What the desk sees of the sealed sender of one paper. No identity. */
export async function identityLoader(args: LoaderFunctionArgs) {
  const { db, scope, acting } = await petitionGate(args)
  const petitionId = idFrom(args.params['petitionId'])
  const { petition } = found(await readPetition(db, scope, { petitionId, now: new Date() }))
  found(petition.kind === 'denunciation' || petition.kind === 'mixed' ? petition : null)
  const looked = await askVault<OverWire<Kept>>(args, `/papers/${petitionId}`)
  return {
    petitionId,
    code: `${petition.year}-${String(petition.number).padStart(4, '0')}`,
    alias: petition.alias,
    sealedNumber: petition.sealedNumber,
    mayWork: acting.work !== null,
    kept: looked.is === 'answered' ? looked.value : null,
    why: looked.is === 'answered' ? null : looked.is === 'refused' ? looked.code : looked.is,
    today: todayInHanoi(new Date()),
    requestId: crypto.randomUUID(),
  }
}

/** Seals, compares, asks, reads and closes at the desk. */
export async function identityAction(args: ActionFunctionArgs) {
  await petitionGate(args)
  const petitionId = idFrom(args.params['petitionId'])
  const acts = ['seal', 'compare', 'name-respondent', 'ask', 'read', 'close', 'protect', 'protection-step'] as const
  return actOnVault(args, acts, `/petitions/identity/${petitionId}`)
}
