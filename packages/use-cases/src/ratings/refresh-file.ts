import type { Tx } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { writeComputed } from '@nq15/db/ratings/case.write'
import type { CellFile } from '@nq15/db/ratings/cell-file.read'
import { recountProposals } from '@nq15/db/ratings/count.write'
import type { Scope } from '@nq15/db/scope'
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
  for (const row of cases) {
    if (row.notRatedReason) continue
    const { outcome, findings } = proposeCase(row, { campaign, ruleSet })
    const same = row.computedOutcome === outcome && JSON.stringify(row.computedFindings) === JSON.stringify(findings)
    if (!same) await writeComputed(tx, scope, { caseId: row.id, outcome, findings, at })
  }
  await recountProposals(tx, scope, file.id)
}
