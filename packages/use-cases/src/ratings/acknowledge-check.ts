import type { Database } from '@nq15/db/client'
import { storeAcknowledgement } from '@nq15/db/ratings/acknowledgement.write'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCommitteeCases } from '@nq15/db/ratings/case.read'
import { listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { findDecision } from '@nq15/db/ratings/decision.read'
import type { Scope } from '@nq15/db/scope'
import type { AcknowledgeCheck } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { readSubstanceFacts, weighSubstance } from './weigh-substance.ts'

export type AcknowledgeCheckRefusal = {
  readonly code: 'NOT_FOUND' | 'CAMPAIGN_NOT_OPEN' | 'ALREADY_DECIDED' | 'FACTS_CHANGED'
}

type Command = AcknowledgeCheck & {
  readonly requestId: string
  readonly campaignId: string
  readonly committeeId: string
  readonly now: Date
}

/** The decider's answer to one check before he decides; refused when the figures are not those he saw. */
export async function acknowledgeCheck(
  db: Database,
  scope: Scope,
  { requestId, campaignId, committeeId, now, ...answer }: Command,
): Promise<Result<true, AcknowledgeCheckRefusal>> {
  const act = { requestId, useCase: 'acknowledge-check', permissions: ['rating:decide'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const of = { campaignId, committeeId }
    const campaign = await findCampaign(tx, scope, campaignId)
    const files = campaign ? await listCommitteeFiles(tx, scope, of) : []
    if (!campaign || files.length === 0) return refuse({ code: 'NOT_FOUND' })
    if (campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
    if (await findDecision(tx, scope, of)) return refuse({ code: 'ALREADY_DECIDED' })
    const cases = await listCommitteeCases(tx, scope, of)
    const facts = await readSubstanceFacts(tx, scope, { campaign, committeeId, files })
    const { checks } = weighSubstance({ campaign, ruleSet: rulesOf(campaign), files, cases }, facts)
    const stands = checks.some(
      (one) => one.code === answer.code && one.about.id === answer.aboutId && one.seen === answer.seen,
    )
    if (!stands) return refuse({ code: 'FACTS_CHANGED' })
    await storeAcknowledgement(tx, scope, { ...of, ...answer, at: now })
    return ok(true)
  })
}
