import type { DisciplineFact } from '@nq15/domain/ratings'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** What the rules ask of one dossier, without name, card or member. */
export type SimulationDossier = {
  readonly caseId: string
  readonly committeeId: string
  readonly subject: string
  readonly isHead: boolean
  readonly monthsSinceAdmission: number
  readonly notRatedReason: string | null
  readonly assessment: {
    readonly generalPoints: string | null
    readonly resultPoints: string | null
    readonly tasksAssigned: number | null
    readonly tasksOnTime: number | null
    readonly tasksLate: number | null
    readonly tasksFailed: number | null
    readonly tasksExceeded: number | null
    readonly limitationsPointedOut: number | null
    readonly limitationsRemedied: number | null
  }
  readonly collective: { readonly level: string } | null
  readonly disciplines: readonly DisciplineFact[]
  readonly quarterBelowMinimum: boolean | null
  /** Scores by items, as appraised or else as scored by the person, for the domain to read. */
  readonly itemScores: unknown
}

// The order of the columns of `app.simulation_dossiers`.
type Packed = [
  string,
  string,
  string,
  boolean,
  number,
  string | null,
  string | null,
  string | null,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  string | null,
  DisciplineFact[] | null,
  boolean | null,
  unknown,
]

/** Dossiers as they came: read one by one, so that none is kept longer than it is looked at. */
export type DossierBatch = {
  readonly count: number
  /** The id of the last one, to go on from; null of none. */
  readonly lastId: string | null
  /** Those from a place on, at most so many. */
  readonly dossiers: (from: number, most: number) => Iterable<SimulationDossier>
}

/** The next dossiers of a campaign under an organization, in the order of their ids; none without the right to simulate there. */
export async function readDossiers(
  tx: Tx,
  _scope: Scope,
  asked: {
    readonly campaignId: string
    readonly organizationId: string
    readonly after: string
    readonly most: number
  },
): Promise<DossierBatch> {
  const { campaignId, organizationId, after, most } = asked
  const [row] = await tx.$queryRaw<{ dossiers: string }[]>`
    select dossiers from app.simulation_dossiers(${campaignId}::uuid, ${organizationId}::uuid, ${after}::uuid, ${most}::int)`
  const lines = row?.dossiers ? row.dossiers.split('\n') : []
  const last = lines.at(-1)
  return {
    count: lines.length,
    lastId: last === undefined ? null : unpack(last).caseId,
    *dossiers(from, atMost) {
      const end = Math.min(lines.length, from + atMost)
      for (let at = from; at < end; at += 1) yield unpack(lines[at] ?? '')
    },
  }
}

function unpack(line: string): SimulationDossier {
  const row = JSON.parse(line) as Packed
  return {
    caseId: row[0],
    committeeId: row[1],
    subject: row[2],
    isHead: row[3],
    monthsSinceAdmission: row[4],
    notRatedReason: row[5],
    assessment: {
      generalPoints: row[6],
      resultPoints: row[7],
      tasksAssigned: row[8],
      tasksOnTime: row[9],
      tasksLate: row[10],
      tasksFailed: row[11],
      tasksExceeded: row[12],
      limitationsPointedOut: row[13],
      limitationsRemedied: row[14],
    },
    collective: row[15] === null ? null : { level: row[15] },
    disciplines: row[16] ?? [],
    quarterBelowMinimum: row[17],
    itemScores: row[18],
  }
}

/** How many dossiers a campaign has under an organization; a bound for the progress, told to whoever reads the tree. */
export async function countDossiers(
  tx: Tx,
  _scope: Scope,
  { campaignId, organizationId }: { readonly campaignId: string; readonly organizationId: string },
): Promise<number> {
  const rows = await tx.$queryRaw`
    select coalesce(sum(f.members_total), 0)::int as count from rating_cell_file f where f.campaign_id = ${campaignId}::uuid
      and exists (select from app.organization_reach o where o.above_id = ${organizationId}::uuid and o.organization_id = f.committee_id)`
  return z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0
}

/** A decided unit of a year with the facts that were frozen with its level. */
export type UnitDossier = {
  readonly caseId: string
  readonly deciderId: string
  readonly subject: string
  readonly quotaGroup: string
  /** A leader stands by post and code. */
  readonly name: string
  /** As frozen, for the domain to read. */
  readonly facts: unknown
}

/**
 * The next decided units of a campaign under an organization, in the order of their ids, with the facts of their first decision.
 * Those not rated, and those no decision stands for, are not there.
 */
export async function readUnitDossiers(
  tx: Tx,
  _scope: Scope,
  asked: {
    readonly campaignId: string
    readonly organizationId: string
    readonly after: string
    readonly most: number
  },
): Promise<UnitDossier[]> {
  return tx.$queryRaw<UnitDossier[]>`
    select l.case_id as "caseId", l.decider_id as "deciderId", l.subject, l.quota_group as "quotaGroup",
        case when c.subject = 'LEADER' then c.post_title || ' · ' || coalesce(c.person_code, '') else c.name end as name, l.reasoning -> 'facts' as facts
      from rating_unit_level l join rating_unit_case c on c.id = l.case_id
     where l.campaign_id = ${asked.campaignId}::uuid and l.replaces_id is null and l.outcome <> 'NOT_RATED' and l.case_id > ${asked.after}::uuid
       and l.reasoning ? 'facts'
       and exists (select from app.organization_reach o where o.above_id = ${asked.organizationId}::uuid and o.organization_id = l.organization_id)
     order by l.case_id limit ${asked.most}::int`
}

/** A comparison that was kept; `result` is for the domain's shape. */
export type StoredSimulation = {
  readonly id: string
  readonly organizationId: string
  readonly campaignId: string
  readonly overlayId: string | null
  readonly contentHash: string
  readonly cases: number
  readonly moved: number
  readonly result: unknown
  readonly askedByName: string
  readonly simulatedAt: Date
}

/** A comparison within the actor's reach, or null. */
export async function findSimulation(tx: Tx, _scope: Scope, id: string): Promise<StoredSimulation | null> {
  if (!isId(id)) return null
  const row = await tx.ruleSimulation.findUnique({ where: { id } })
  if (!row) return null
  const { askedBy: _, ...simulation } = row
  return simulation
}

/** The comparisons made of a draft, newest first. */
export async function listSimulations(tx: Tx, _scope: Scope, overlayId: string) {
  return tx.ruleSimulation.findMany({
    where: { overlayId },
    orderBy: { simulatedAt: 'desc' },
    take: 20,
    select: {
      id: true,
      cases: true,
      moved: true,
      simulatedAt: true,
      contentHash: true,
      campaign: { select: { year: true } },
    },
  })
}

/** The comparisons of a year with the newer reading of its rules that the actor may read, newest first. */
export async function listReadingSimulations(tx: Tx, _scope: Scope, campaignId: string) {
  return tx.ruleSimulation.findMany({
    where: { campaignId, overlayId: null },
    orderBy: { simulatedAt: 'desc' },
    take: 20,
    select: { id: true, cases: true, moved: true, simulatedAt: true, contentHash: true },
  })
}

/** The last comparison of a year with the newer reading of its rules: told also to whoever reads none of its numbers. */
export async function findLastReadingSimulation(
  tx: Tx,
  _scope: Scope,
  campaignId: string,
): Promise<{ id: string; contentHash: string; simulatedAt: Date } | null> {
  const rows = await tx.$queryRaw<{ id: string; contentHash: string; simulatedAt: Date }[]>`
    select id, content_hash as "contentHash", simulated_at as "simulatedAt" from app.last_reading_simulation(${campaignId}::uuid)`
  return rows[0] ?? null
}

/** Who moved, as far as the actor may read persons: empty for whoever reads counts only. */
export async function listSimulationMoves(
  tx: Tx,
  _scope: Scope,
  { simulationId, limit }: { readonly simulationId: string; readonly limit: number },
) {
  return tx.ruleSimulationMove.findMany({
    where: { simulationId },
    take: limit,
    orderBy: { id: 'asc' },
    select: {
      caseId: true,
      before: true,
      after: true,
      reasons: true,
      case: { select: { fullName: true, organizationId: true } },
    },
  })
}
