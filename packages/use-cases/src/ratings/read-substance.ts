import type { Database, Tx } from '@nq15/db/client'
import { kindOf } from '@nq15/db/ratings/after-tables'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCommitteeCases } from '@nq15/db/ratings/case.read'
import { listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { findDecision } from '@nq15/db/ratings/decision.read'
import { listUnitsDecidedBy } from '@nq15/db/ratings/unit.read'
import type { Scope } from '@nq15/db/scope'
import { answerTo, type SubstanceCheck, type UnitFactName } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { readSubstanceFacts, weighSubstance } from './weigh-substance.ts'
import { readUnitSubstanceFacts, weighUnits } from './weigh-units.ts'

/** A check with the person or cell it is about, and the answer that holds for it. */
export type ShownCheck = {
  readonly check: SubstanceCheck
  readonly caseId: string | null
  readonly organizationId: string | null
  /** What kind of unit it is about; null for persons and cells. */
  readonly subject: string | null
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

/** Weighs a committee's proposed levels against facts for the page, of persons or of units as the proof says; null when out of scope or already decided. */
export async function readSubstance(
  db: Database,
  scope: Scope,
  of: { readonly campaignId: string; readonly committeeId: string },
): Promise<Substance | null> {
  if (!['rating:board', 'rating:decide', 'unit:appraise', 'unit:decide'].includes(scope.permission)) return null
  return db.asReader(scope, async (tx) => {
    const campaign = await findCampaign(tx, scope, of.campaignId)
    if (kindOf(scope) === 'unit') return campaign && readOfUnits(tx, scope, { campaign, committeeId: of.committeeId })
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
          ...{ check, caseId: row?.id ?? null, name: row?.fullName ?? cellName, cellName, subject: null },
          organizationId: row?.organizationId ?? null,
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

/** The checks about units that are not decided yet. */
async function readOfUnits(
  tx: Tx,
  scope: Scope,
  { campaign, committeeId }: { campaign: Campaign; committeeId: string },
): Promise<Substance | null> {
  const rows = await listUnitsDecidedBy(tx, scope, { campaignId: campaign.id, organizationId: committeeId })
  const open = rows.filter(({ standing }) => standing === null)
  if (open.length === 0) return null
  const facts = await readUnitSubstanceFacts(tx, scope, { campaign, deciderId: committeeId, rows })
  const { checks, missing } = weighUnits({ campaign, ruleSet: rulesOf(campaign), rows }, facts)
  const rowOf = new Map(open.map((row) => [row.id, row]))
  return {
    checks: checks.flatMap((check) => {
      const row = rowOf.get(check.about.id)
      if (!row) return []
      const answer = answerTo(check, facts.answers)
      const name = row.subject === 'LEADER' ? `${row.postTitle} · ${row.personCode}` : row.name
      return [
        {
          ...{ check, caseId: row.id, organizationId: row.organizationId, name, cellName: '', subject: row.subject },
          answer: answer && { reason: answer.reason, byName: answer.byName, at: answer.at },
        },
      ]
    }),
    // Figures are an organization's: told once for it, its collective and its head.
    missing: [...new Set(open.map(({ organizationId }) => organizationId))].flatMap((organizationId) => {
      const own = open.filter((row) => row.organizationId === organizationId)
      const facts = missing.filter(({ unitId }) => own.some(({ id }) => id === unitId)).map(({ fact }) => fact)
      const name = own[0]?.name ?? ''
      return facts.length > 0 ? [{ organizationId, name, facts: [...new Set(facts)] }] : []
    }),
  }
}
