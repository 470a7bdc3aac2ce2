import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { isWithin } from '@nq15/db/organizations/within.read'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { updateCampaignState } from '@nq15/db/ratings/campaign.write'
import { recountProposals } from '@nq15/db/ratings/count.write'
import {
  type CellToRate,
  listCellsToRate,
  listMembersToFreeze,
  type MemberToFreeze,
} from '@nq15/db/ratings/population.read'
import {
  countPopulation,
  insertPopulation,
  listFrozenCellIds,
  lockPopulation,
  type NewCase,
} from '@nq15/db/ratings/population.write'
import { listIntermediates } from '@nq15/db/ratings/unit-population.read'
import { insertLeaders } from '@nq15/db/ratings/unit-population.write'
import type { Scope } from '@nq15/db/scope'
import { nextCampaignState, type RuleSet, whoIsRated, wholeMonthsBetween } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { rulesOf } from './campaign-rules.ts'
import { freezeUnits } from './freeze-units.ts'
import { memberAtCutOff } from './member-at-cut-off.ts'

export type OpenCampaignRefusal = {
  readonly code: 'NOT_FOUND' | 'WRONG_STATE' | 'CHANGED_MEANWHILE' | 'NOBODY_TO_RATE'
}
export type Opened = { readonly cells: number; readonly people: number; readonly rated: number }

type Options = {
  readonly campaignId: string
  readonly now: Date
  /** The service that reads every member and writes the snapshot, on the asker's behalf; made by the gate. */
  readonly campaignService: Scope
  readonly onProgress?: (done: number, total: number) => void
}

const cellsAtOnce = 40

/**
 * Freezes who is rated and who is not, and why, on the campaign's cut-off day, then opens it. Cells are frozen in short
 * transactions, so an opening broken off half-way goes on where it stood; nobody can work before it is open.
 */
export async function openCampaign(
  db: Database,
  scope: Scope,
  { campaignId, now, campaignService, onProgress }: Options,
): Promise<Result<Opened, OpenCampaignRefusal>> {
  if (scope.permission !== 'campaign:setup') return refuse({ code: 'NOT_FOUND' })
  const campaign = await db.asActor(scope, async (tx) => {
    const found = await findCampaign(tx, scope, campaignId)
    return found && (await isWithin(tx, scope, found.organizationId)) ? found : null
  })
  if (!campaign) return refuse({ code: 'NOT_FOUND' })
  if (campaign.state !== 'draft') return refuse({ code: 'WRONG_STATE' })
  const next = nextCampaignState('draft', 'open')
  if (!next.ok) return refuse({ code: 'WRONG_STATE' })

  const ruleSet = rulesOf(campaign)
  const cells = await db.asActor(campaignService, (tx) =>
    listCellsToRate(tx, campaignService, { rootId: campaign.organizationId, day: campaign.cutOffOn }),
  )
  if (cells.length === 0) return refuse({ code: 'NOBODY_TO_RATE' })
  const between = await db.asActor(campaignService, async (tx) => {
    await lockPopulation(tx, campaignService, campaign.id)
    await freezeUnits(tx, campaignService, { campaign, ruleSet })
    return listIntermediates(tx, campaignService, campaign.id)
  })
  for (let done = 0; done < cells.length; done += cellsAtOnce) {
    const some = cells.slice(done, done + cellsAtOnce)
    await db.asActor(campaignService, (tx) => freeze(tx, campaignService, { campaign, cells: some, between, ruleSet }))
    onProgress?.(Math.min(done + cellsAtOnce, cells.length), cells.length)
  }
  await db.asActor(campaignService, (tx) => insertLeaders(tx, campaignService, campaign.id))

  const { version, organizationId, year, cellDueOn, committeeDueOn } = campaign
  const opened = await db.asActor(scope, async (tx) => {
    const step = { id: campaign.id, version, state: next.value, openedAt: now }
    if (!(await updateCampaignState(tx, scope, step))) return false
    await emit(tx, scope, {
      type: 'ratings.campaign-opened',
      organizationId,
      recordTable: 'rating_campaign',
      recordId: campaign.id,
      payload: { year, cellDueOn, committeeDueOn },
    })
    return true
  })
  if (!opened) return refuse({ code: 'CHANGED_MEANWHILE' })
  return ok(await db.asActor(campaignService, (tx) => countPopulation(tx, campaignService, campaign.id)))
}

type Batch = {
  readonly campaign: Campaign
  readonly cells: readonly CellToRate[]
  /** Cell → the level between it and its committee. */
  readonly between: ReadonlyMap<string, string>
  readonly ruleSet: RuleSet
}

async function freeze(tx: Tx, scope: Scope, { campaign, cells, between, ruleSet }: Batch): Promise<void> {
  await lockPopulation(tx, scope, campaign.id)
  const already = await listFrozenCellIds(tx, scope, campaign.id)
  const wanted = cells.filter(({ organizationId }) => !already.has(organizationId))
  const members = await listMembersToFreeze(tx, scope, {
    cellIds: wanted.map(({ organizationId }) => organizationId),
    day: campaign.cutOffOn,
  })
  const files = wanted.map((cell) => {
    const id = newId()
    const own = members.filter(({ organizationId }) => organizationId === cell.organizationId)
    const cases = own.map((member, index) => toCase({ campaign, cell, member, fileId: id, index, ruleSet }))
    return { id, cell, cases, rated: cases.filter(({ notRatedReason }) => notRatedReason === null).length }
  })
  await insertPopulation(tx, scope, {
    files: files.map(({ id, cell, cases, rated }) => ({
      ...cell,
      id,
      campaignId: campaign.id,
      intermediateId: between.get(cell.organizationId) ?? null,
      dueOn: campaign.cellDueOn,
      membersTotal: cases.length,
      membersRated: rated,
    })),
    cases: files.flatMap(({ cases }) => cases),
  })
  await recountProposals(
    tx,
    scope,
    files.map(({ id }) => id),
  )
}

type One = {
  readonly campaign: Campaign
  readonly cell: CellToRate
  readonly member: MemberToFreeze
  readonly fileId: string
  readonly index: number
  readonly ruleSet: RuleSet
}

function toCase({ campaign, cell, member, fileId, index, ruleSet }: One): NewCase {
  const entry = whoIsRated(memberAtCutOff(member), campaign.cutOffOn, ruleSet)
  // Everything the population asks is known of a stored member, so "unclear" would be a fault of ours.
  if (entry.outcome === 'unclear')
    throw new Error(`nobody can say whether a member is rated: ${entry.missing.join(', ')}`)
  const ordinary = member.isLeader ? 'LEADER' : member.inPoliticalSystem ? 'MEMBER_2A' : 'MEMBER_2C'
  return {
    id: newId(),
    campaignId: campaign.id,
    fileId,
    organizationId: cell.organizationId,
    committeeId: cell.committeeId,
    memberId: member.memberId,
    fullName: member.fullName,
    searchName: member.searchName,
    cardNumber: member.cardNumber,
    postTitle: member.postTitle,
    positionInList: index + 1,
    subject: entry.outcome === 'rated' ? entry.subject : ordinary,
    isHead: member.isHead,
    ledOrganizationId: member.ledOrganizationId,
    monthsSinceAdmission: Math.max(0, wholeMonthsBetween(member.admittedOn, campaign.cutOffOn)),
    notRatedReason: entry.outcome === 'not-rated' ? entry.reason : null,
    notRatedText: null,
  }
}
