import { type AfterOptions, afterOptionsOf } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A year's choices around its decisions: the stored ones or the defaults, and whose they are. */
export type AfterRule = {
  readonly options: AfterOptions
  readonly version: number
  readonly enteredByName: string | null
  readonly updatedAt: Date | null
}

/** The choices of a campaign; version 0 while the defaults stand. */
export async function findAfterRule(tx: Tx, _scope: Scope, campaignId: string): Promise<AfterRule> {
  const row = await tx.ratingAfterRule.findUnique({ where: { campaignId } })
  return {
    options: afterOptionsOf(row?.options),
    version: row?.version ?? 0,
    enteredByName: row?.enteredByName ?? null,
    updatedAt: row?.updatedAt ?? null,
  }
}
