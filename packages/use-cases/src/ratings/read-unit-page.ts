import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { type Campaign, findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { type CellFile, listFilesThrough } from '@nq15/db/ratings/cell-file.read'
import { countUnitAppeals } from '@nq15/db/ratings/file-list.read'
import { listUndecidedBelow, listUnitsOf, listUnitsThrough, type UnitRow } from '@nq15/db/ratings/unit.read'
import {
  listUnitFacts,
  listUnitOpinions,
  listUnitSteps,
  type UnitFact,
  type UnitOpinion,
  type UnitStep,
} from '@nq15/db/ratings/unit-record.read'
import type { Scope } from '@nq15/db/scope'
import type { WorkingCalendar } from '@nq15/domain/calendar'
import { isUnitReportOpen, nextUnitState, placesOf, type RuleSet, whoseStep } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { type UnitMove, unitMoves } from './move-unit.ts'
import { proposeUnit, type UnitProposal } from './propose-unit.ts'
import { readUnitSides, type UnitSides } from './read-unit-sides.ts'
import { namedIn } from './unit-work.ts'

/** What a reader may do with a unit now; every act is judged again when it is done. */
export type UnitRights = {
  readonly mayReport: boolean
  readonly moves: readonly UnitMove[]
  readonly mayChangeLevel: boolean
  readonly mayRecord: boolean
}

/** One case on the page of its organization. */
export type UnitView = UnitRights & {
  readonly row: UnitRow
  readonly proposal: UnitProposal
  readonly facts: readonly UnitFact[]
  readonly opinions: readonly UnitOpinion[]
  readonly steps: readonly UnitStep[]
}

/** The page of an organization in a year: its own cases, what lies with it as the level between, what it waits for below. */
export type UnitPage = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly calendar: WorkingCalendar
  readonly organizationId: string
  readonly name: string
  readonly names: ReadonlyMap<string, string>
  readonly units: readonly UnitView[]
  /** What the organization's own level rests on; null where only others' units lie here. */
  readonly sides: UnitSides | null
  /** Complaints about the levels of its cases: settled, and all. */
  readonly complaints: { readonly have: number; readonly of: number }
  readonly below: Awaited<ReturnType<typeof listUndecidedBelow>>
  readonly through: readonly (UnitRights & { readonly row: UnitRow; readonly proposal: UnitProposal })[]
  readonly filesThrough: readonly (Pick<CellFile, 'organizationId' | 'name' | 'state' | 'version'> & {
    readonly isMine: boolean
  })[]
}

const readers: readonly string[] = ['unit:report', 'unit:appraise', 'unit:decide', 'rating:overview']

/** Reads the page of an organization for whoever reports, appraises, decides or oversees it; null out of scope or without a case. */
export async function readUnitPage(
  db: Database,
  scopes: readonly Scope[],
  { year, organizationId }: { year: number; organizationId: string },
): Promise<UnitPage | null> {
  const asked = scopes.filter(({ permission }) => readers.includes(permission))
  const [any] = asked
  if (!any) return null
  const read = await db.asReader(any, async (tx) => {
    const campaign = await findCampaignOfYear(tx, any, year)
    if (!campaign) return null
    let scope: Scope | undefined
    for (const one of asked) if (!scope && (await isWithin(tx, one, organizationId))) scope = one
    if (!scope) return null
    const of = { campaignId: campaign.id, organizationId }
    const rows = await listUnitsOf(tx, scope, of)
    const through = await listUnitsThrough(tx, scope, of)
    const filesThrough = await listFilesThrough(tx, scope, of)
    if (rows.length === 0 && through.length === 0) return null
    const units: Pick<UnitView, 'row' | 'facts' | 'opinions' | 'steps'>[] = []
    for (const row of rows) {
      const opinions = await listUnitOpinions(tx, scope, { placeId: organizationId, caseIds: [row.id] })
      units.push({
        row,
        facts: await listUnitFacts(tx, scope, row),
        opinions,
        steps: await listUnitSteps(tx, scope, row),
      })
    }
    const own = rows.find(({ subject }) => subject !== 'COLLECTIVE' && subject !== 'LEADER')
    const { cutOffOn } = campaign
    const ids = rows.flatMap((row) => [row.deciderId, row.intermediateId ?? row.deciderId])
    return {
      campaign,
      units,
      through,
      filesThrough,
      sides: own
        ? await readUnitSides(tx, { scope, scopes: asked }, { ...of, deciderId: own.deciderId, cutOffOn })
        : null,
      complaints: await countUnitAppeals(tx, scope, of),
      below: await listUndecidedBelow(tx, scope, of),
      names: await nameOrganizations(tx, scope, [...new Set([...ids, organizationId])]),
      calendar: await readCalendar(tx, scope),
    }
  })
  if (!read) return null
  const { campaign, names, calendar, below, sides, complaints } = read
  const ruleSet = rulesOf(campaign)
  const isOpen = campaign.state === 'open'
  const withRights = (row: UnitRow) => ({ row, proposal: proposeUnit(row, ruleSet), ...rightsOn(row, scopes, isOpen) })
  const named = scopes.filter(({ permission }) => permission === 'unit:report').flatMap(namedIn)
  return {
    ...{ campaign, ruleSet, calendar, organizationId, names, below, sides, complaints },
    name: names.get(organizationId) ?? read.units[0]?.row.name ?? '',
    units: read.units.map((unit) => ({ ...unit, ...withRights(unit.row) })),
    through: read.through.map(withRights),
    filesThrough: read.filesThrough.map(({ organizationId: id, name, state, version }) => ({
      ...{ organizationId: id, name, state, version },
      isMine: isOpen && state === 'with-intermediate' && named.includes(organizationId),
    })),
  }
}

/** What the holder of these proofs may do with a unit as it stands. */
export function rightsOn(row: UnitRow, scopes: readonly Scope[], isOpen: boolean): UnitRights {
  const may = (permission: string, place: string) =>
    isOpen &&
    scopes.some(
      (scope) => scope.permission === permission && placesOf(row, namedIn(scope)).some((one) => one === place),
    )
  const moves = unitMoves.filter((move) => {
    const event = move === 'send' && row.intermediateId ? 'submit' : move
    const { permission, place } = whoseStep(event, row.state)
    return nextUnitState(row.state, event, 'x').ok && may(permission, place)
  })
  const appraises = may('unit:appraise', 'decider')
  return {
    mayReport:
      !row.notRatedReason && row.subject !== 'LEADER' && isUnitReportOpen(row.state) && may('unit:report', 'unit'),
    moves,
    mayChangeLevel:
      !row.notRatedReason &&
      ((row.state === 'appraising' && appraises) ||
        (row.state === 'with-intermediate' && may('unit:report', 'intermediate'))),
    mayRecord: row.state !== 'decided' && appraises,
  }
}
