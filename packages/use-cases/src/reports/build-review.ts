import { createHash } from 'node:crypto'
import type { Database, Tx } from '@nq15/db/client'
import { listTreeGroups } from '@nq15/db/petitions/report.read'
import { findTableLevel, listTableLines } from '@nq15/db/reports/figures.read'
import { countMeasures } from '@nq15/db/reports/measure.read'
import { findLatestReview, findReviewBefore, listEntered } from '@nq15/db/reports/review.read'
import { insertReview, lockReviews } from '@nq15/db/reports/review.write'
import {
  compareReform,
  countReviewCases,
  countReviewCharges,
  countReviewInspections,
  countReviewList,
  listReviewPlaces,
  type ReviewOf,
} from '@nq15/db/reports/review-facts.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { canonicalJson } from '@nq15/domain/ratings'
import { composeReview, type ReviewContent, type ReviewFact, receptionFacts } from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import { definePersonJob } from '../events/define-job.ts'
import { countReviewInformation } from './count-review-information.ts'
import { followedTargets } from './read-targets.ts'

/** The day the district level ended and communes were formed anew (weak units, point 5). */
const reform = '2025-07-01'

export type BuildReviewRefusal = { readonly code: 'NOT_FOUND' | 'YEAR_AHEAD' | 'cancelled' }
type Course = {
  readonly now: Date
  readonly signal?: AbortSignal
  readonly progress?: (told: { readonly done: number; readonly total: number; readonly step: string }) => void
}
type Asked = { readonly organizationId: string; readonly firstYear: number; readonly lastYear: number }

/**
 * Builds the next edition of a review for `report:write`: counts every table in one snapshot, checks them, and keeps what came of it;
 * the words people wrote for the edition before go on. An edition is never rewritten.
 */
export async function buildReview(
  db: Database,
  scope: Scope,
  asked: Asked,
  course: Course,
): Promise<Result<{ readonly reportId: string; readonly findings: number }, BuildReviewRefusal>> {
  if (scope.permission !== 'report:write') return refuse({ code: 'NOT_FOUND' })
  const { now } = course
  const today = todayInHanoi(now)
  if (asked.firstYear > Number(today.slice(0, 4))) return refuse({ code: 'YEAR_AHEAD' })
  const content = await db.asReader(scope, (tx) => contentOf(tx, scope, { asked, today, course }))
  if (content === null) return refuse({ code: 'NOT_FOUND' })
  if (content === 'cancelled') return refuse({ code: 'cancelled' })
  const contentHash = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const reportId = await db.asActor(scope, async (tx) => {
    await lockReviews(tx, scope, asked.organizationId)
    const { organizationId, firstYear } = asked
    const before = await findLatestReview(tx, scope, { organizationId, firstYear, lastYear: content.lastYear })
    return insertReview(tx, scope, {
      ...{ content, contentHash, edition: (before?.edition ?? 0) + 1, words: before?.words ?? {}, builtAt: now },
      supersedesId: before?.reportId ?? null,
    })
  })
  const blocking = content.findings.filter(({ weight }) => weight === 'BLOCK')
  return ok({ reportId, findings: blocking.length })
}

type Making = { readonly asked: Asked; readonly today: string; readonly course: Course }

async function contentOf(
  tx: Tx,
  scope: Scope,
  { asked, today, course: { signal, progress } }: Making,
): Promise<ReviewContent | null | 'cancelled'> {
  const { organizationId, firstYear } = asked
  const lastYear = Math.min(asked.lastYear, Number(today.slice(0, 4)))
  const end = `${lastYear}-12-31`
  const cutOff = end < today ? end : today
  const level = await findTableLevel(tx, scope, { organizationId, day: cutOff })
  if (!level) return null
  const of: ReviewOf = { organizationId, firstYear, lastYear, cutOff }
  const steps = [
    ['T1', () => countReviewList(tx, scope, of)],
    ['T2', () => countReviewCases(tx, scope, of)],
    ['T4', () => countReviewInspections(tx, scope, of)],
    ['T5', () => countReviewCharges(tx, scope, of)],
    ['T6', () => countReviewInformation(tx, scope, of)],
    ['T3', () => countReception(tx, scope, of)],
  ] as const
  const facts: ReviewFact[] = []
  for (const [at, [step, count]] of steps.entries()) {
    if (signal?.aborted) return 'cancelled'
    progress?.({ done: at, total: steps.length + 1, step })
    facts.push(...(await count()))
  }
  progress?.({ done: steps.length, total: steps.length + 1, step: 'compose' })
  const places = await listReviewPlaces(tx, scope, of)
  const below = await listTableLines(tx, scope, { organizationId, day: cutOff })
  const used = new Set(facts.map(({ line }) => line))
  const lines = [
    ...below.map(({ key, name }) => ({ key, name })),
    ...(below.some(({ key }) => key === organizationId) || !used.has(organizationId)
      ? []
      : [{ key: organizationId, name: level.name, isPast: true }]),
    ...(used.has('shared') ? [{ key: 'shared', name: 'Đơn vị cũ chia cho nhiều đơn vị', isPast: true }] : []),
    ...(used.has('ended') ? [{ key: 'ended', name: 'Đơn vị cũ đã kết thúc (cấp huyện)', isPast: true }] : []),
  ]
  const compared = cutOff >= reform && firstYear <= 2025 ? await compareReform(tx, scope, { ...of, reform }) : []
  // Whoever is a unit today may have reported of years in which it was another.
  const standing = await listReviewPlaces(tx, scope, { organizationId, cutOff: today })
  const entered = await listEntered(tx, scope, { firstYear, lastYear })
  const content = composeReview({
    ...{ organization: { id: organizationId, name: level.name }, firstYear, lastYear, cutOff, lines, facts },
    signedBefore: await findReviewBefore(tx, scope, { organizationId, firstYear }),
    resolutionTargets: await followedTargets(tx, scope, of),
    entered: entered
      .filter((one) =>
        one.kind === 'target'
          ? one.organizationId === organizationId
          : places.has(one.organizationId) || standing.has(one.organizationId),
      )
      .map(({ organizationId: of, enteredByName: _, ...one }) => ({ ...one, line: lineOfUnit(places, of) })),
    measures: (await countMeasures(tx, scope, of)).flatMap(({ line, ...row }) => {
      const name = lines.find(({ key }) => key === line)?.name
      return name === undefined ? [] : [{ key: line, name, ...row }]
    }),
    reform: compared.flatMap(({ line, ...row }) => {
      const name = lines.find(({ key }) => key === line)?.name
      return name === undefined ? [] : [{ key: line, name, ...row }]
    }),
  })
  return content
}

/** Only a unit that is a line itself, or the level, has a count of its own to stand beside. */
const lineOfUnit = (places: ReadonlyMap<string, string>, unit: string) => (places.get(unit) === unit ? unit : null)

/** T3 for each year and, where there are several, for the whole: matters that go on make it no sum of its years. */
async function countReception(tx: Tx, scope: Scope, of: ReviewOf): Promise<ReviewFact[]> {
  const { organizationId, firstYear, lastYear, cutOff } = of
  const places = await listReviewPlaces(tx, scope, of)
  const day = (at: string) => (at < cutOff ? at : cutOff)
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at)
  const spans = [
    ...years.map((year) => ({ year, first: `${year}-01-01`, last: day(`${year}-12-31`) })),
    ...(years.length > 1 ? [{ year: 0, first: `${firstYear}-01-01`, last: cutOff }] : []),
  ]
  const facts: ReviewFact[] = []
  for (const { year, first, last } of spans) {
    const groups = await listTreeGroups(tx, scope, { organizationId, first, last })
    facts.push(...receptionFacts(groups, { year, lineOf: (id) => places.get(id) }))
  }
  return facts
}

const input = z.strictObject({ organizationId: z.uuid(), firstYear: z.number(), lastYear: z.number() })

/** Builds a review in the background; the one who asked is told when it is there. A run begun twice makes two editions, of which the later stands. */
export const buildReviewJob = definePersonJob({
  ...{ name: 'reports.build-review', permission: 'report:write', repeatable: true, input },
  run: async ({ db, scope, input: asked, now, signal, progress }) => {
    const built = await buildReview(db, scope, asked, { now: now(), signal, progress })
    if (!built.ok) return { ok: false, failure: built.refusal.code }
    const { reportId, findings } = built.value
    return { ok: true, result: { reportId, findings } }
  },
})
