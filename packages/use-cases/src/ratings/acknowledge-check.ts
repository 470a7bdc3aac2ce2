import type { Database, Tx } from '@nq15/db/client'
import { storeAcknowledgement } from '@nq15/db/ratings/acknowledgement.write'
import { kindOf } from '@nq15/db/ratings/after-tables'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCommitteeCases } from '@nq15/db/ratings/case.read'
import { listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { findDecision } from '@nq15/db/ratings/decision.read'
import { listUnitsDecidedBy } from '@nq15/db/ratings/unit.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { AcknowledgeCheck, SubstanceCheck } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { namedIn } from './unit-work.ts'
import { readSubstanceFacts, weighSubstance } from './weigh-substance.ts'
import { readUnitSubstanceFacts, weighUnits } from './weigh-units.ts'

export type AcknowledgeCheckRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'CAMPAIGN_NOT_OPEN'
    | 'ALREADY_DECIDED'
    | 'FACTS_CHANGED'
    | 'DIRECTION_NEEDED'
    | 'IN_FUTURE'
}

type Command = Pick<AcknowledgeCheck, 'code' | 'aboutId' | 'seen' | 'reason'> &
  Partial<Pick<AcknowledgeCheck, 'directionNumber' | 'directionOn'>> & {
    readonly requestId: string
    readonly campaignId: string
    readonly committeeId: string
    readonly now: Date
  }

/** The decider's answer to one check before he decides; refused when the figures are not those he saw. */
export async function acknowledgeCheck(
  db: Database,
  scope: Scope,
  { requestId, campaignId, committeeId, now, directionNumber = null, directionOn = null, ...typed }: Command,
): Promise<Result<true, AcknowledgeCheckRefusal>> {
  const act = { requestId, useCase: 'acknowledge-check', permissions: ['rating:decide', 'unit:decide'] } as const
  const direction = typed.code === 'TC-09' ? { number: directionNumber, day: directionOn } : null
  const answer = { ...typed, reason: direction ? wordDirection(direction, typed.reason) : typed.reason }
  return actOnce<Result<true, AcknowledgeCheckRefusal>>(db, scope, act, async (tx) => {
    if (direction && (!direction.number || !direction.day)) return refuse({ code: 'DIRECTION_NEEDED' })
    if (direction?.day && direction.day > todayInHanoi(now)) return refuse({ code: 'IN_FUTURE' })
    const of = { campaignId, committeeId }
    const campaign = await findCampaign(tx, scope, campaignId)
    if (kindOf(scope) === 'unit') {
      const stands = campaign && (await unitChecks(tx, scope, { campaign, committeeId }))
      if (!campaign || !stands) return refuse({ code: 'NOT_FOUND' })
      if (campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
      if (!stands.some((one) => isSeen(one, answer))) return refuse({ code: 'FACTS_CHANGED' })
      await storeAcknowledgement(tx, scope, { ...of, ...answer, at: now })
      return ok(true)
    }
    const files = campaign ? await listCommitteeFiles(tx, scope, of) : []
    if (!campaign || files.length === 0) return refuse({ code: 'NOT_FOUND' })
    if (campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
    if (await findDecision(tx, scope, of)) return refuse({ code: 'ALREADY_DECIDED' })
    const cases = await listCommitteeCases(tx, scope, of)
    const facts = await readSubstanceFacts(tx, scope, { campaign, committeeId, files })
    const { checks } = weighSubstance({ campaign, ruleSet: rulesOf(campaign), files, cases }, facts)
    if (!checks.some((one) => isSeen(one, answer))) return refuse({ code: 'FACTS_CHANGED' })
    await storeAcknowledgement(tx, scope, { ...of, ...answer, at: now })
    return ok(true)
  })
}

/** The direction as it is kept beside the level: number and day as on paper, then its result. */
const wordDirection = ({ number, day }: { number: string | null; day: string | null }, result: string): string =>
  `Văn bản số ${number}, ngày ${(day ?? '').split('-').reverse().join('/')}: ${result}`

const isSeen = (one: SubstanceCheck, answer: Pick<AcknowledgeCheck, 'code' | 'aboutId' | 'seen'>): boolean =>
  one.code === answer.code && one.about.id === answer.aboutId && one.seen === answer.seen

/** The checks about units not decided yet; null for who may not decide them. */
async function unitChecks(
  tx: Tx,
  scope: Scope,
  { campaign, committeeId }: { campaign: Campaign; committeeId: string },
): Promise<readonly SubstanceCheck[] | null> {
  if (!namedIn(scope).includes(committeeId)) return null
  const rows = await listUnitsDecidedBy(tx, scope, { campaignId: campaign.id, organizationId: committeeId })
  if (rows.length === 0) return null
  const facts = await readUnitSubstanceFacts(tx, scope, { campaign, deciderId: committeeId, rows })
  const open = new Set(rows.filter(({ standing }) => standing === null).map(({ id }) => id))
  return weighUnits({ campaign, ruleSet: rulesOf(campaign), rows }, facts).checks.filter(({ about }) =>
    open.has(about.id),
  )
}
