import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { writeComputed } from '@nq15/db/ratings/case.write'
import type { CellFile } from '@nq15/db/ratings/cell-file.read'
import { recountProposals } from '@nq15/db/ratings/count.write'
import type { Scope } from '@nq15/db/scope'
import type { Finding } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { proposeCase } from './propose-case.ts'

type Of = { readonly campaign: Campaign; readonly file: CellFile; readonly at: Date }

/**
 * Asks the rules again about every case of a file and keeps what changed, with the cell's counts, inside the transaction
 * that changed a fact. Storage never evaluates, so whoever changes a fact calls this.
 */
export async function refreshFile(tx: Tx, scope: Scope, { campaign, file, at }: Of): Promise<void> {
  const ruleSet = rulesOf(campaign)
  const cases = await listCellCases(tx, scope, { campaignId: campaign.id, organizationId: file.organizationId })
  const proposals = cases
    .filter(({ notRatedReason }) => !notRatedReason)
    .map((row) => ({ row, ...proposeCase(row, { campaign, ruleSet }) }))
    .filter(({ row, outcome, findings }) => row.computedOutcome !== outcome || !isSame(row.computedFindings, findings))
    .map(({ row, outcome, findings }) => ({ caseId: row.id, outcome, findings }))
  await writeComputed(tx, scope, { proposals, at })
  await recountProposals(tx, scope, [file.id])
}

/** Stored JSON comes back with its keys in another order. */
const isSame = (stored: unknown, findings: readonly Finding[]): boolean =>
  isDeepStrictEqual(stored, JSON.parse(JSON.stringify(findings)))
