import type { Database } from '@nq15/db/client'
import {
  type ForecastAlarmRow,
  type ForecastLevelRow,
  listForecastAlarms,
  listForecastHistory,
  listForecastLevels,
} from '@nq15/db/incidents/forecast.read'
import {
  findProject,
  listProjectSteps,
  listProjects,
  type ProjectRow,
  type ProjectStepRow,
} from '@nq15/db/incidents/project.read'
import { listTimeline, type TimelineRow } from '@nq15/db/incidents/timeline.read'
import { loadSheets } from '@nq15/db/monitoring/fact.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  backTestForecast,
  forecastRulesOn,
  hideSmallCounts,
  recordedSequences,
  type ShownCount,
} from '@nq15/domain/incidents'
import { monthOf, shiftMonth } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { readRules } from '../monitoring/read-rules.ts'

/** The forecast as of a day: levels of communes and of projects in communes, and the alarms that wait now. */
export type ForecastBoard = {
  readonly today: LegalDay
  readonly asOf: LegalDay
  readonly levels: readonly Omit<ForecastLevelRow, 'answers' | 'levelId'>[]
  readonly alarms: readonly ForecastAlarmRow[]
  readonly projects: readonly ProjectRow[]
  /** Projects, cases and promises on one axis as they stood at the end of the day. */
  readonly timeline: readonly TimelineRow[]
}

/** Reads the forecast for whoever may see cases. */
export function readForecast(
  db: Database,
  scope: Scope,
  { asOf, now }: { readonly asOf: LegalDay | null; readonly now: Date },
): Promise<ForecastBoard> {
  const today = todayInHanoi(now)
  return db.asReader(scope, async (tx) => ({
    today,
    asOf: asOf ?? today,
    levels: (await listForecastLevels(tx, scope, { asOf: asOf ?? today, bare: true })).map(
      ({ answers: _, levelId: __, ...rest }) => rest,
    ),
    alarms: await listForecastAlarms(tx, scope, null),
    projects: await listProjects(tx, scope),
    timeline: await listTimeline(tx, scope, { asOf: asOf ?? today, limit: 300 }),
  }))
}

/** One commune, or one project in it: why it stands where it stands, how it got there, and its alarms; null beyond the reach. */
export function readForecastSubject(
  db: Database,
  scope: Scope,
  of: { readonly organizationId: string; readonly subject: string; readonly now: Date },
): Promise<{
  readonly history: readonly ForecastLevelRow[]
  readonly alarms: readonly ForecastAlarmRow[]
  readonly today: LegalDay
} | null> {
  return db.asReader(scope, async (tx) => {
    if (!(await isWithin(tx, scope, of.organizationId))) return null
    const history = await listForecastHistory(tx, scope, { ...of, limit: 36 })
    if (history.length === 0) return null
    return { history, alarms: await listForecastAlarms(tx, scope, of), today: todayInHanoi(of.now) }
  })
}

const peopleFigures = ['householdsAffected', 'householdsOutstanding'] as const
const plainFigures = ['gravesTotal', 'gravesOutstanding', 'plotsNeeded', 'plotsReady', 'compensationDays'] as const
const moreFigures = ['dialoguesPlanned', 'dialoguesHeld'] as const
type Figure = (typeof peopleFigures)[number] | (typeof plainFigures)[number] | (typeof moreFigures)[number]

/** A figure of a project in the communes the reader sees, with the total of all of them. */
export type ProjectFigure = {
  readonly figure: Figure
  readonly counts: readonly ShownCount[]
  readonly total: ShownCount
}

/** A project with its newest figures by commune, small counts hidden, its levels and its changes. */
export type ProjectPage = {
  readonly project: ProjectRow
  readonly month: LegalDay | null
  readonly places: readonly { readonly organizationId: string; readonly name: string }[]
  readonly figures: readonly ProjectFigure[]
  readonly levels: readonly ForecastLevelRow[]
  readonly steps: readonly ProjectStepRow[]
  readonly mayChange: boolean
  readonly today: LegalDay
}

/**
 * Reads a project. Its figures are those of its newest month, for the communes within the reach only; counts of households follow
 * the rule of small counts for every reader, whoever he is, so that no two pages together give what one hides.
 */
export function readProject(
  db: Database,
  scope: Scope,
  { projectId, now }: { readonly projectId: string; readonly now: Date },
): Promise<ProjectPage | null> {
  const today = todayInHanoi(now)
  return db.asReader(scope, async (tx) => {
    const project = await findProject(tx, scope, projectId)
    if (!project) return null
    const within = await Promise.all(project.areas.map(({ organizationId }) => isWithin(tx, scope, organizationId)))
    const places = project.areas.filter((_, at) => within[at] === true)
    const until = monthOf(today)
    const sheets = await loadSheets(tx, scope, {
      organizationIds: places.map(({ organizationId }) => organizationId),
      from: shiftMonth(until, -24),
      until,
    })
    const own = places.map(({ organizationId }) =>
      (sheets.get(organizationId) ?? []).filter((one) => one.sheet === 'project-month' && one.subject === project.code),
    )
    const month = own
      .flat()
      .reduce<string | null>((last, { start }) => (last === null || start > last ? start : last), null)
    const figureOf = (figure: Figure): ProjectFigure => {
      const counts = own.map((all) => {
        const value = all.find(({ start }) => start === month)?.figures[figure]
        return typeof value === 'number' ? value : null
      })
      if ((peopleFigures as readonly string[]).includes(figure)) return { figure, ...hideSmallCounts(counts) }
      const known = counts.filter((count) => count !== null)
      const total = known.length < counts.length ? null : known.reduce((sum, count) => sum + count, 0)
      return { figure, counts, total: figure === 'compensationDays' ? null : total }
    }
    return {
      ...{ project, month, today },
      places: places.map(({ organizationId, name }) => ({ organizationId, name })),
      figures: places.length === 0 ? [] : [...peopleFigures, ...plainFigures, ...moreFigures].map(figureOf),
      levels: await listForecastLevels(tx, scope, { asOf: today, projectId }),
      steps: await listProjectSteps(tx, scope, projectId),
      mayChange: await isWithin(tx, scope, project.organizationId),
    }
  })
}

/** The back-test of the forecast on recorded sequences, month by month, by the rules of a day. */
export function readBackTest(
  db: Database,
  scope: Scope,
  { now }: { readonly now: Date },
): Promise<
  readonly {
    readonly name: string
    readonly sources: readonly string[]
    readonly lines: ReturnType<typeof backTestForecast>
  }[]
> {
  const today = todayInHanoi(now)
  const rules = forecastRulesOn(today)
  if (!rules) throw new Error(`no forecast rules on ${today}`)
  const days = Array.from({ length: 24 }, (_, at) => shiftMonth('2019-01-01', at))
  return db.asReader(scope, async (tx) => {
    const [place] = scope.organizationIds === 'everything' ? [] : scope.organizationIds
    const { read } = await readRules(tx, scope, { organizationId: place ?? '', day: today })
    return recordedSequences.map((one) => ({
      ...{ name: one.name, sources: one.sources },
      lines: backTestForecast(one, days, { rules, read }),
    }))
  })
}
