import type { Database } from '@nq15/db/client'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCommitteeCases } from '@nq15/db/ratings/case.read'
import { listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { findDecision } from '@nq15/db/ratings/decision.read'
import type { Scope } from '@nq15/db/scope'
import { answerTo, type SubstanceCheck, type UnitFactName } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { readSubstanceFacts, weighSubstance } from './weigh-substance.ts'

/** A check with the person or cell it is about, and the answer that holds for it. */
export type ShownCheck = {
  readonly check: SubstanceCheck
  readonly caseId: string | null
  readonly name: string
  readonly cellName: string
  readonly answer: { readonly reason: string; readonly byName: string; readonly at: Date } | null
}

/** The checks before a committee's decision, and the figures nobody entered yet. */
export type Substance = {
  readonly checks: readonly ShownCheck[]
  readonly missing: readonly {
    readonly organizationId: string
    readonly name: string
    readonly facts: readonly UnitFactName[]
  }[]
}

/** Weighs a committee's proposed levels against facts for the page; null when out of scope or already decided. */
export async function readSubstance(
  db: Database,
  scope: Scope,
  of: { readonly campaignId: string; readonly committeeId: string },
): Promise<Substance | null> {
  if (!['rating:board', 'rating:decide'].includes(scope.permission)) return null
  return db.asReader(scope, async (tx) => {
    const campaign = await findCampaign(tx, scope, of.campaignId)
    const files = campaign ? await listCommitteeFiles(tx, scope, of) : []
    if (!campaign || files.length === 0 || (await findDecision(tx, scope, of))) return null
    const cases = await listCommitteeCases(tx, scope, of)
    const facts = await readSubstanceFacts(tx, scope, { campaign, committeeId: of.committeeId, files })
    const { checks, missing } = weighSubstance({ campaign, ruleSet: rulesOf(campaign), files, cases }, facts)
    const cellOf = new Map(files.map((file) => [file.organizationId, file.name]))
    return {
      checks: checks.map((check) => {
        const row = check.about.kind === 'case' ? cases.find(({ id }) => id === check.about.id) : undefined
        const cellName = cellOf.get(row?.organizationId ?? check.about.id) ?? ''
        const answer = answerTo(check, facts.answers)
        return {
          ...{ check, caseId: row?.id ?? null, name: row?.fullName ?? cellName, cellName },
          answer: answer && { reason: answer.reason, byName: answer.byName, at: answer.at },
        }
      }),
      missing: files.flatMap(({ organizationId, name }) => {
        const open = missing.filter(({ unitId }) => unitId === organizationId).map(({ fact }) => fact)
        return open.length > 0 ? [{ organizationId, name, facts: open }] : []
      }),
    }
  })
}
