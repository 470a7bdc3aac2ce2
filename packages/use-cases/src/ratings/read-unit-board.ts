import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { type Campaign, findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { countUnitStates, listUnitsDecidedBy, type UnitRow } from '@nq15/db/ratings/unit.read'
import {
  type DecidedUnit,
  listDecidedUnits,
  listUnitDecisions,
  type UnitDecisionRow,
} from '@nq15/db/ratings/unit-decision.read'
import { listUnitOpinions, listUnitReturnReasons, type UnitOpinion } from '@nq15/db/ratings/unit-record.read'
import type { Scope } from '@nq15/db/scope'
import type { WorkingCalendar } from '@nq15/domain/calendar'
import {
  computeQuota,
  type GroupQuota,
  type LevelCounts,
  levelSchema,
  type RuleSet,
  type UnitState,
  unitStates,
} from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { proposeUnit, type UnitProposal } from './propose-unit.ts'
import { rightsOn, type UnitRights } from './read-unit-page.ts'
import { countUnitSides, type SideCounts } from './read-unit-sides.ts'

/** One unit on the board of the committee that decides it. */
export type UnitBoardRow = UnitRights & {
  readonly row: UnitRow
  readonly proposal: UnitProposal
  /** How far the units are that this organization itself decides; null where it decides none. */
  readonly below: { readonly decided: number; readonly total: number } | null
  /** Levels of its leading collectives and dependent organizations (366-QĐ/TW Art. 13); null for a collective or a leader. */
  readonly sides: Readonly<Record<'collectives' | 'dependents', SideCounts>> | null
}

/** A quota group with its levels as they are proposed and decided now. */
export type UnitGroup = GroupQuota & { readonly counts: LevelCounts; readonly open: number; readonly notRated: number }

/** Everything a committee decides in a year, in one snapshot. */
export type UnitBoard = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly calendar: WorkingCalendar
  readonly deciderId: string
  readonly name: string
  readonly rows: readonly UnitBoardRow[]
  readonly states: Readonly<Record<UnitState, number>>
  readonly groups: readonly UnitGroup[]
  readonly decisions: readonly UnitDecisionRow[]
  readonly decided: readonly DecidedUnit[]
  /** Standing opinions on the units shown. */
  readonly opinions: readonly UnitOpinion[]
  readonly reasons: readonly string[]
  readonly mayAppraise: boolean
  readonly mayDecide: boolean
}

const readers: readonly string[] = ['unit:appraise', 'unit:decide', 'rating:overview']
const offeredReasons = 4

/** Reads the board of whoever decides units in a year; null when nothing is decided there or it is out of scope. */
export async function readUnitBoard(
  db: Database,
  scopes: readonly Scope[],
  { year, deciderId }: { year: number; deciderId: string },
): Promise<UnitBoard | null> {
  const asked = scopes.filter(({ permission }) => readers.includes(permission))
  const [any] = asked
  if (!any) return null
  const read = await db.asReader(any, async (tx) => {
    const campaign = await findCampaignOfYear(tx, any, year)
    if (!campaign) return null
    const of = { campaignId: campaign.id, organizationId: deciderId }
    for (const scope of asked) {
      const rows = await listUnitsDecidedBy(tx, scope, of)
      if (rows.length === 0) continue
      const ids = [...new Set(rows.map(({ organizationId }) => organizationId))]
      return {
        campaign,
        rows,
        sides: await countUnitSides(tx, scope, { campaignId: campaign.id, organizationIds: ids }),
        below: await countUnitStates(tx, scope, { campaignId: campaign.id, deciderIds: ids }),
        decisions: await listUnitDecisions(tx, scope, of),
        decided: await listDecidedUnits(tx, scope, of),
        opinions: await listUnitOpinions(tx, scope, { placeId: deciderId, caseIds: rows.map(({ id }) => id) }),
        reasons: await listUnitReturnReasons(tx, scope, { campaignId: campaign.id, deciderId, limit: offeredReasons }),
        names: await nameOrganizations(tx, scope, [deciderId]),
        calendar: await readCalendar(tx, scope),
      }
    }
    return null
  })
  if (!read) return null
  const { campaign, below, sides, decisions, decided, reasons, names, calendar, opinions } = read
  const ruleSet = rulesOf(campaign)
  const isOpen = campaign.state === 'open'
  const rows = read.rows.map((row): UnitBoardRow => {
    const isOrganization = row.subject !== 'COLLECTIVE' && row.subject !== 'LEADER'
    const own = isOrganization ? below.get(row.organizationId) : undefined
    return {
      row,
      proposal: proposeUnit(row, ruleSet),
      ...rightsOn(row, scopes, isOpen),
      below: own ? { decided: own['decided'] ?? 0, total: Object.values(own).reduce((sum, n) => sum + n, 0) } : null,
      sides: (isOrganization && sides.get(row.organizationId)) || null,
    }
  })
  return {
    ...{ campaign, ruleSet, calendar, deciderId, rows, decisions, decided, reasons },
    name: names.get(deciderId) ?? '',
    opinions: opinions.filter(({ isStanding }) => isStanding),
    states: statesOf(rows),
    groups: groupsOf(rows, { ruleSet, decisions, decided }),
    mayAppraise: namesHim(scopes, 'unit:appraise', deciderId),
    mayDecide: namesHim(scopes, 'unit:decide', deciderId),
  }
}

const namesHim = (scopes: readonly Scope[], permission: string, deciderId: string): boolean =>
  scopes.some(
    (scope) =>
      scope.permission === permission &&
      scope.organizationIds !== 'everything' &&
      scope.organizationIds.includes(deciderId),
  )

function statesOf(rows: readonly UnitBoardRow[]): Record<UnitState, number> {
  const states = Object.fromEntries(unitStates.map((state) => [state, 0])) as Record<UnitState, number>
  for (const { row } of rows) states[row.state] += 1
  return states
}

type Ground = Pick<UnitBoard, 'ruleSet' | 'decisions' | 'decided'>

/** Quota by group over what is decided and what is proposed; an exception counts once a standing decision carries its number. */
function groupsOf(rows: readonly UnitBoardRow[], { ruleSet, decisions, decided }: Ground): UnitGroup[] {
  const exceptionOf = new Map(decisions.map(({ id, exceptionDecisionNumber }) => [id, exceptionDecisionNumber]))
  return [...new Set(rows.map(({ row }) => row.quotaGroup))].map((key) => {
    const own = rows.filter(({ row }) => row.quotaGroup === key)
    const counts: LevelCounts = { XS: 0, T: 0, HT: 0, KHT: 0 }
    let open = 0
    let notRated = 0
    for (const { row, proposal } of own) {
      const level = levelSchema.safeParse(row.standing?.outcome ?? proposal.effective)
      if (level.success) counts[level.data] += 1
      else if (row.notRatedReason) notRated += 1
      else open += 1
    }
    const number = decided
      .filter(({ quotaGroup }) => quotaGroup === key)
      .flatMap(({ decisionId }) => exceptionOf.get(decisionId) ?? [])[0]
    const exception = number ? { granted: true, decisionNo: number } : null
    const [group] = computeQuota({ ...ruleSet.options.quota, exception }, [{ key, counts }]).perGroup
    if (!group) throw new Error('a group asked for was not reckoned')
    return { ...group, counts, open, notRated }
  })
}
