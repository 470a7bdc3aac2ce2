import type { Tx } from '@nq15/db/client'
import { type AcknowledgementRow, listAcknowledgements } from '@nq15/db/ratings/acknowledgement.read'
import { findAfterRule } from '@nq15/db/ratings/after-rule.read'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import type { CellFile } from '@nq15/db/ratings/cell-file.read'
import { listPendingMatters } from '@nq15/db/ratings/pending-matter.read'
import { listTypedFacts, type TypedFact } from '@nq15/db/ratings/typed-fact.read'
import type { Scope } from '@nq15/db/scope'
import {
  type AfterOptions,
  checkSubstance,
  levelSchema,
  type RuleSet,
  type SubstanceAnswer,
  unitFactNames,
} from '@nq15/domain/ratings'
import { proposeCase } from './propose-case.ts'

/** What a committee's levels are weighed against: typed figures, the year's choices, and the answers given so far. */
export type SubstanceFacts = {
  readonly options: AfterOptions
  readonly typed: readonly TypedFact[]
  readonly answers: readonly AcknowledgementRow[]
  /** Marks of what is being settled about the cases, by case. */
  readonly matters: ReadonlyMap<string, string>
}

/** Reads the facts in the transaction of the decision. */
export async function readSubstanceFacts(
  tx: Tx,
  scope: Scope,
  { campaign, committeeId, files }: { campaign: Campaign; committeeId: string; files: readonly CellFile[] },
): Promise<SubstanceFacts> {
  const organizationIds = files.map(({ organizationId }) => organizationId)
  return {
    options: (await findAfterRule(tx, scope, campaign.id)).options,
    typed: await listTypedFacts(tx, scope, { campaignId: campaign.id, organizationIds }),
    answers: await listAcknowledgements(tx, scope, { campaignId: campaign.id, committeeId }),
    matters: await listPendingMatters(tx, scope, { campaignId: campaign.id, committeeId }),
  }
}

/** The typed figures of one organization by name; those taken back are not there. */
export const factsNamed = (typed: readonly TypedFact[], organizationId: string) =>
  Object.fromEntries(
    unitFactNames.flatMap((name) => {
      const found = typed.find((one) => one.organizationId === organizationId && one.name === name)
      return found?.fact ? [[name, found.fact]] : []
    }),
  )

type Levels = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly files: readonly CellFile[]
  readonly cases: readonly RatingCaseRow[]
}

/** Weighs the levels a committee is about to decide against what is known; cells of one kind are compared with each other. */
export function weighSubstance(
  { campaign, ruleSet, files, cases }: Levels,
  { options, typed, matters }: SubstanceFacts,
): SubstanceAnswer {
  return checkSubstance(
    {
      year: campaign.year,
      persons: cases
        .filter(({ notRatedReason }) => notRatedReason === null)
        .map((row) => ({
          ...{ caseId: row.id, unitId: row.organizationId, isLeader: row.subject === 'LEADER' },
          level: proposeCase(row, { campaign, ruleSet }).effective,
          selfLevel: levelSchema.safeParse(row.assessment?.selfLevel).data ?? null,
          matters: matters.get(row.id) ?? null,
          disciplines: row.disciplines.map(({ form, decisionNumber, decidedOn, state }) => ({
            ...{ form, decisionNumber, decidedOn },
            revoked: state === 'revoked-wrongful',
          })),
        })),
      units: files.map(({ organizationId, sector }) => ({
        ...{ unitId: organizationId, peerKey: sector ?? '', level: null },
        facts: factsNamed(typed, organizationId),
      })),
    },
    options.checks,
  )
}
