import type { Database, Tx } from '@nq15/db/client'
import { listPlanBoard } from '@nq15/db/consolidation/plan.read'
import { listForecastLevels } from '@nq15/db/incidents/forecast.read'
import { countInformation } from '@nq15/db/information/issue.read'
import { listBelow } from '@nq15/db/organizations/below.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { listDirectiveTasks } from '@nq15/db/reports/directive-task.read'
import { findStandingSignOff } from '@nq15/db/reports/sign-off.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { planStates } from '@nq15/domain/consolidation'
import { type ShownValues, showMembers, showTable, taskDuties, taskDuty } from '@nq15/domain/reports'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { readTargets } from './read-targets.ts'

type NotFound = { readonly code: 'NOT_FOUND' }
type Asked = { readonly organizationId: string; readonly now: Date }

/** Reads for other systems within one snapshot, of an organization within the proof and what stands below it today. */
function ofLevel<Value>(
  db: Database,
  scope: Scope,
  organizationId: string,
  read: (tx: Tx, below: ReadonlySet<string>) => Promise<Value>,
): Promise<Result<Value, NotFound>> {
  return db.asReader(scope, async (tx): Promise<Result<Value, NotFound>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    return ok(await read(tx, new Set(await listBelow(tx, scope, organizationId))))
  })
}

/** How many of each state or duty there are, every one named, nought where there is none. */
const countOf = <Key extends string>(keys: readonly Key[], found: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, found.filter((one) => one === key).length])) as Record<Key, number>

/**
 * The statistical tables of a year as they were signed for the very organization of the proof, small counts of persons and what would
 * tell them hidden; of a level below it they are not found, so that two levels are never set against each other.
 */
export async function readRatingTotals(
  db: Database,
  scope: Scope,
  { organizationId, year }: { readonly organizationId: string; readonly year: number },
) {
  const own = scope.organizationIds === 'everything' || scope.organizationIds.includes(organizationId)
  const signed = own ? await db.asReader(scope, (tx) => findStandingSignOff(tx, scope, { organizationId, year })) : null
  const computed = new Map(signed?.content.tables.map(({ code, blocks }) => [code, blocks]))
  const b3 = computed.get('B3')?.find(({ key }) => key === 'by-organization')
  if (!signed || !b3) return refuse({ code: 'NOT_FOUND' } as const)
  const members = showMembers(b3)
  const { asOf, contentHash, content } = signed
  return ok({
    ...{ organizationId, year, asOf, hash: contentHash, rules: content.rules.code },
    tables: [...computed.keys()].map((code) => ({
      code,
      blocks: showTable(code, { computed, members, earlier: null }).map(({ key, lines, total }) => ({
        ...{ key, total: open(total) },
        lines: lines.map(({ name, values }) => ({ name, values: open(values) })),
      })),
    })),
  })
}

/** Everything hidden carries the one mark of the open service, so that the mark itself tells nothing. */
const open = (values: ShownValues): Readonly<Record<string, number | 'hidden' | null>> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value === null || typeof value === 'number' ? value : 'hidden']),
  )

/** How many plans stand in each state, and what their tasks came to today; no count is of persons. */
export function readPlanTotals(db: Database, scope: Scope, { organizationId, now }: Asked) {
  const day = todayInHanoi(now)
  return ofLevel(db, scope, organizationId, async (tx) => {
    const plans = await listPlanBoard(tx, scope, { day, below: [organizationId], limit: 5_000 })
    const sum = (key: 'tasks' | 'done' | 'late' | 'waiting' | 'slipped') =>
      plans.reduce((all, plan) => all + plan[key], 0)
    const states = countOf(
      planStates,
      plans.map(({ state }) => state),
    )
    const tasks = { all: sum('tasks'), done: sum('done'), late: sum('late'), waiting: sum('waiting') }
    return { organizationId, asOf: day, states, tasks: { ...tasks, slipped: sum('slipped') } }
  })
}

/** The watch level of communes and of projects in them at the end of a day; never of anything smaller. */
export function readForecastTotals(
  db: Database,
  scope: Scope,
  { organizationId, asOf, now }: Asked & { readonly asOf: LegalDay | null },
) {
  const day = asOf ?? todayInHanoi(now)
  return ofLevel(db, scope, organizationId, async (tx, below) => ({
    ...{ organizationId, asOf: day },
    levels: (await listForecastLevels(tx, scope, { asOf: day, bare: true }))
      .filter((row) => below.has(row.organizationId))
      .map(({ organizationName, areaCode, projectName, month, level, ruleCode }) => ({
        ...{ organizationName, areaCode, projectName, month, level, ruleCode },
      })),
  }))
}

/** What duties of public information came to in a year, by committee. */
export function readInformationTotals(
  db: Database,
  scope: Scope,
  { organizationId, year }: { readonly organizationId: string; readonly year: number },
) {
  return ofLevel(db, scope, organizationId, async (tx, below) => ({
    ...{ organizationId, year },
    committees: (await countInformation(tx, scope, { from: `${year}-01-01`, to: `${year + 1}-01-01` })).filter((row) =>
      below.has(row.organizationId),
    ),
  }))
}

/** How the tasks of each directive stand today: owed, overdue, waiting, done in time, done late, withdrawn. */
export function readDirectiveTotals(db: Database, scope: Scope, { organizationId, now }: Asked) {
  const today = todayInHanoi(now)
  return ofLevel(db, scope, organizationId, async (tx, below) => {
    const tasks = (await listDirectiveTasks(tx, scope, { limit: 20_000 })).filter((row) =>
      below.has(row.organizationId),
    )
    const documents = [...new Map(tasks.map((task) => [task.directiveId, task])).values()]
    return {
      ...{ organizationId, asOf: today },
      directives: documents.map(({ directiveId, directiveNumber, directiveTitle }) => ({
        ...{ number: directiveNumber, title: directiveTitle },
        tasks: countOf(
          taskDuties,
          tasks.filter((task) => task.directiveId === directiveId).map((task) => taskDuty(task, today)),
        ),
      })),
    }
  })
}

/** The targets that an organization and what stands below it follow, with every source's results, guarded as in the report. */
export async function readTargetTotals(db: Database, scope: Scope, { organizationId, now }: Asked) {
  const level = await ofLevel(db, scope, organizationId, async (_tx, below) => below)
  if (!level.ok) return level
  const targets = await readTargets(db, scope, { now })
  return ok({
    organizationId,
    targets: targets
      .filter((target) => target.struckOn === null && level.value.has(target.organizationId))
      .map((target) => ({
        ...{ plan: target.plan, wording: target.wording, unit: target.unit, bound: target.bound, base: target.base },
        ...{ baseYear: target.baseYear, wanted: target.wanted, dueYear: target.dueYear, source: target.source },
        ...{ confidence: target.confidence, standing: target.standing, lacks: [...target.lacks] },
        tasks: target.tasks.length,
        results: target.results.map(({ year, value, source, cutOff }) => ({ year, value, source, cutOff })),
      })),
  })
}
