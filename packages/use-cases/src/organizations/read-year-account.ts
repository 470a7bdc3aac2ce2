import type { Database } from '@nq15/db/client'
import { countStandingCases } from '@nq15/db/incidents/incident.read'
import {
  type AccountFigures,
  countAccount,
  listAccountCharges,
  listAreaGaps,
  listReportedTargets,
} from '@nq15/db/organizations/account.read'
import { listDutyNormsOfEach } from '@nq15/db/organizations/duty.read'
import type { Scope } from '@nq15/db/scope'
import { addDays, daysBetween } from '@nq15/domain/calendar'
import {
  countDuty,
  type DutyCount,
  type DutyNorm,
  targetsShare,
  targetsSource,
  yearSoFar,
} from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { normAmong } from './read-charge.ts'

type Counts = Pick<AccountFigures, 'due' | 'done' | 'late' | 'promised' | 'kept' | 'missed'>

/** What an organization reported of its yearly targets; `isUnder`: less than the share the rule names. */
export type TargetsReported = { readonly assigned: number; readonly completed: number; readonly isUnder: boolean }

/** One person's year: what he was in charge of, what was due and done. Counts with their sources, never a score. */
export type MemberAccount = {
  readonly name: string
  readonly post: string
  readonly charges: readonly {
    readonly name: string
    readonly areaCode: string | null
    readonly organizationId: string
    readonly kind: 'main' | 'supporting'
    readonly decisionNumber: string
    readonly from: LegalDay
    readonly days: number
  }[]
  readonly counts: Counts
  readonly visits: DutyCount
  readonly receptions: DutyCount
  /** Charges whose organization reported less than the share. */
  readonly targetsUnder: number
  /** Complex cases of his organizations that stood in the register in the year. A hot spot is what a competent body concludes, not a count. */
  readonly cases: number
}

/** One commune's head and its year. */
export type HeadAccount = {
  readonly organizationId: string
  readonly organizationName: string
  readonly areaCode: string
  readonly areaName: string
  readonly daysWithout: number
  readonly tasks: Pick<Counts, 'due' | 'done' | 'late'>
  readonly receptions: DutyCount
  readonly targets: TargetsReported | null
  readonly cases: number
}

/** The account of a year, as far as it has passed, within the reader's reach. */
export type YearAccount = {
  readonly year: number
  readonly from: LegalDay
  /** The last day counted. */
  readonly until: LegalDay
  readonly members: readonly MemberAccount[]
  readonly heads: readonly HeadAccount[]
  readonly source: typeof targetsSource
}

const empty: Counts = { due: 0, done: 0, late: 0, promised: 0, kept: 0, missed: 0 }
const add = (one: Counts, other: Counts): Counts => ({
  ...{ due: one.due + other.due, done: one.done + other.done, late: one.late + other.late },
  ...{ promised: one.promised + other.promised, kept: one.kept + other.kept, missed: one.missed + other.missed },
})
const addDuty = (one: DutyCount, other: DutyCount): DutyCount => ({
  due: one.due === null ? other.due : one.due + (other.due ?? 0),
  held: one.held + other.held,
})

/** Reads the account of a year for who may see the organizations' plans: per member in charge, and per commune and its head. */
export async function readYearAccount(
  db: Database,
  scope: Scope,
  { year, today }: { readonly year: number; readonly today: LegalDay },
): Promise<YearAccount> {
  const { from, to } = yearSoFar(year, today)
  return db.asReader(scope, async (tx) => {
    const charges = from < to ? await listAccountCharges(tx, scope, { from, to }) : []
    const gaps = from < to ? await listAreaGaps(tx, scope, { from, to }) : []
    const figures = await countAccount(tx, scope, {
      today,
      charges: [
        ...charges.map((one) => ({ ...spanOf(one), key: one.assignmentId, userId: one.holderUserId })),
        ...gaps.map(({ organizationId }) => ({ key: organizationId, organizationId, userId: null, from, to })),
      ],
    })
    const byKey = new Map(figures.map((one) => [one.key, one]))
    const ids = [...new Set([...charges, ...gaps].map(({ organizationId }) => organizationId))]
    const targets = new Map(
      (await listReportedTargets(tx, scope, { year, organizationIds: ids })).map(
        ({ organizationId, assigned, completed }) => [
          organizationId,
          { assigned, completed, isUnder: completed < assigned * targetsShare },
        ],
      ),
    )
    const cases =
      from < to ? await countStandingCases(tx, scope, { organizationIds: ids, from, to }) : new Map<string, number>()
    // Norms are a committee's: all in one answer, for each that assigned somebody, and for each commune's superior through it.
    const committeeOf = new Map(charges.toReversed().map((one) => [one.organizationId, one.committeeId]))
    const askers = new Set([
      ...charges.map(({ committeeId }) => committeeId),
      ...gaps.map(({ organizationId }) => committeeOf.get(organizationId) ?? organizationId),
    ])
    const norms = await listDutyNormsOfEach(tx, scope, { organizationIds: [...askers], day: today })
    const normOf = (organizationId: string, duty: DutyNorm['duty'], bearer: DutyNorm['bearer']) =>
      normAmong(norms.get(organizationId) ?? [], duty, bearer)
    const members = new Map<string, MemberAccount>()
    for (const one of charges) {
      const key = one.holderUserId ?? one.holderName
      const counted = byKey.get(one.assignmentId)
      const span = { from: one.from, to: one.to }
      const visits = countDuty(normOf(one.committeeId, 'visit', 'area-member'), {
        ...span,
        held: counted?.visits ?? 0,
      })
      const received = normOf(one.committeeId, 'reception', 'area-member')
      const former = members.get(key)
      members.set(key, {
        name: one.holderName,
        post: one.holderPost,
        charges: [
          ...(former?.charges ?? []),
          {
            ...{ name: one.name, areaCode: one.areaCode, organizationId: one.organizationId, kind: one.kind },
            ...{ decisionNumber: one.decisionNumber, from: one.from, days: daysBetween(one.from, one.to) },
          },
        ],
        counts: add(former?.counts ?? empty, counted ?? empty),
        visits: former ? addDuty(former.visits, visits) : visits,
        receptions: addDuty(
          former?.receptions ?? { due: null, held: 0 },
          countDuty(received, { ...span, held: counted?.received ?? 0 }),
        ),
        targetsUnder: (former?.targetsUnder ?? 0) + (targets.get(one.organizationId)?.isUnder ? 1 : 0),
        cases: (former?.cases ?? 0) + (cases.get(one.organizationId) ?? 0),
      })
    }
    const heads: HeadAccount[] = []
    for (const { organizationId, organizationName, code, name, days } of gaps) {
      const counted = byKey.get(organizationId)
      const norm = normOf(committeeOf.get(organizationId) ?? organizationId, 'reception', 'commune-head')
      heads.push({
        ...{ organizationId, organizationName, areaCode: code, areaName: name, daysWithout: days },
        tasks: { due: counted?.due ?? 0, done: counted?.done ?? 0, late: counted?.late ?? 0 },
        receptions: countDuty(norm, { from, to, held: counted?.headReceived ?? 0 }),
        targets: targets.get(organizationId) ?? null,
        cases: cases.get(organizationId) ?? 0,
      })
    }
    return {
      year,
      from,
      until: to > from ? addDays(to, -1) : from,
      members: [...members.values()],
      heads,
      source: targetsSource,
    }
  })
}

const spanOf = ({ organizationId, from, to }: { organizationId: string; from: LegalDay; to: LegalDay }) => ({
  ...{ organizationId, from, to },
})
