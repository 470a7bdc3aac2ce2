import { createHash } from 'node:crypto'
import type { Tx } from '@nq15/db/client'
import { readSuccessionGround } from '@nq15/db/organizations/succession-ground.read'
import type { Scope } from '@nq15/db/scope'
import {
  planSuccession,
  type SuccessionGround,
  type SuccessionPlan,
  type SuccessionProposal,
} from '@nq15/domain/organizations'
import { whatMoves } from './what-moves.ts'

/** A plan made from what stands now, with the fingerprint by which preview and decision know that they are the same. */
export type PlannedCase = {
  readonly plan: SuccessionPlan
  readonly planHash: string
  readonly ground: SuccessionGround
}

/** Reads the ground of a proposal and plans it: the one way to a plan, for the preview and for the decision. */
export async function planCase(tx: Tx, scope: Scope, proposal: SuccessionProposal): Promise<PlannedCase> {
  const of = { organizationIds: proposal.predecessorIds, day: proposal.effectiveOn }
  const records = []
  for (const { read } of whatMoves) records.push(...(await read(tx, scope, of)))
  const ground = await readSuccessionGround(tx, scope, { proposal, records })
  const plan = planSuccession(ground, proposal)
  const { tree, movements, sight } = plan
  const planHash = createHash('sha256')
    .update(JSON.stringify([proposal, tree, movements, sight]))
    .digest('hex')
  return { plan, planHash, ground }
}
