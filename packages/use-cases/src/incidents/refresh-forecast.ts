import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import {
  type ForecastSubjectRow,
  listForecastAlarms,
  listForecastLevels,
  listForecastSubjects,
} from '@nq15/db/incidents/forecast.read'
import {
  insertForecastAlarms,
  insertForecastLevels,
  type NewForecastLevel,
  updateForecastAlarm,
} from '@nq15/db/incidents/forecast.write'
import { loadSheets } from '@nq15/db/monitoring/fact.read'
import type { Scope } from '@nq15/db/scope'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { alarmAfter, type ForecastRules, forecastRulesOn, judgeForecast } from '@nq15/domain/incidents'
import { judgedMonth, type ReadCatalogue, shiftMonth } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { emitAll } from '../events/emit.ts'
import { readRules } from '../monitoring/read-rules.ts'

/** How far back sheets are read: own means of four quarters and windows of 24 months. */
const historyMonths = 26

/** What a forecast run did. */
export type ForecastRun = { readonly subjects: number; readonly changed: number; readonly raised: number }

/** Judges every commune and project anew in one transaction, by the hand of the room. */
export const runForecast = (db: Database, hand: Scope, now: Date): Promise<ForecastRun> =>
  db.asActor(hand, (tx) => refreshForecast(tx, hand, { today: todayInHanoi(now), onlyId: null }))

/**
 * The same within a transaction, of all or of one commune's committee. A level is kept anew only when it, or what it rests on, is
 * not what it was, or with a new month; one that rose raises an alarm.
 */
export async function refreshForecast(
  tx: Tx,
  hand: Scope,
  { today, onlyId }: { readonly today: LegalDay; readonly onlyId: string | null },
): Promise<ForecastRun> {
  const rules = forecastRulesOn(today)
  const subjects = await listForecastSubjects(tx, hand, { today, onlyId })
  const [first] = subjects
  if (!rules || !first) return { subjects: 0, changed: 0, raised: 0 }
  // A city's own thresholds stand at its root, so they are the same for all of its communes.
  const { read } = await readRules(tx, hand, { organizationId: first.organizationId, day: today })
  const month = judgedMonth(today, read.catalogue.parameters.sheetDueDay)
  const organizationIds = [...new Set(subjects.map(({ organizationId }) => organizationId))]
  const sheets = await loadSheets(tx, hand, { organizationIds, from: shiftMonth(month, -historyMonths), until: month })
  const key = (of: { organizationId: string; subject: string }) => `${of.organizationId} ${of.subject}`
  const before = new Map((await listForecastLevels(tx, hand, { asOf: today })).map((one) => [key(one), one]))
  const open = new Map((await listForecastAlarms(tx, hand, null)).map((one) => [key(one), one]))
  const levels: NewForecastLevel[] = []
  for (const subject of subjects) {
    const judged = judge(subject, sheets.get(subject.organizationId) ?? [], { today, month, rules, read })
    const last = before.get(key(subject))
    const isSame =
      last?.month === month &&
      last.level === judged.level &&
      JSON.stringify(last.answers) === JSON.stringify(judged.answers.map(inStoredOrder))
    if (isSame) continue
    const { organizationId, projectId, subject: code } = subject
    levels.push({
      ...{ ...judged, answers: judged.answers.map(inStoredOrder), levelId: newId(), organizationId, projectId },
      ...{ subject: code, version: (last?.version ?? 0) + 1, asOf: today, month, ruleCode: rules.code },
    })
  }
  if (levels.length > 0) await insertForecastLevels(tx, hand, levels)
  const raised = await followAlarms(tx, hand, { levels, before, open, key, today, rules })
  return { subjects: subjects.length, changed: levels.length, raised }
}

/** The fields in the order in which they are read back, so that equal answers are equal texts. */
const inStoredOrder = ({
  indicator,
  period,
  status,
  missing,
  value,
  confidence,
}: NewForecastLevel['answers'][number]): NewForecastLevel['answers'][number] => ({
  ...{ indicator, period, status, missing, value, confidence },
})

function judge(
  { subject, foundedOn, residents, commitments, gatherings }: ForecastSubjectRow,
  sheets: readonly Parameters<typeof judgeForecast>[0]['sheets'][number][],
  of: {
    readonly today: LegalDay
    readonly month: LegalDay
    readonly rules: ForecastRules
    readonly read: ReadCatalogue
  },
) {
  const own = sheets.filter((one) => one.subject === subject)
  const facts = { project: subject, foundedOn, residents, sheets: own, commitments, gatherings }
  return judgeForecast(facts, { asOf: of.today, month: of.month }, of)
}

type Known = Awaited<ReturnType<typeof listForecastLevels>>[number]
type Alarm = Awaited<ReturnType<typeof listForecastAlarms>>[number]

async function followAlarms(
  tx: Tx,
  hand: Scope,
  of: {
    readonly levels: readonly NewForecastLevel[]
    readonly before: ReadonlyMap<string, Known>
    readonly open: ReadonlyMap<string, Alarm>
    readonly key: (of: { organizationId: string; subject: string }) => string
    readonly today: LegalDay
    readonly rules: ForecastRules
  },
): Promise<number> {
  const { levels, before, open, key, today, rules } = of
  const raised: Parameters<typeof insertForecastAlarms>[2][number][] = []
  for (const { levelId, organizationId, projectId, subject, level } of levels) {
    const alarm = open.get(key({ organizationId, subject }))
    const was = before.get(key({ organizationId, subject }))?.level ?? null
    const { raises, closes } = alarmAfter({ before: was, now: level, openAt: alarm?.level ?? null })
    if (closes && alarm) await updateForecastAlarm(tx, hand, { ...alarm, change: { state: 'closed', closedOn: today } })
    if (raises && level !== null)
      raised.push({
        ...{ alarmId: newId(), organizationId, projectId, subject, levelId, level, raisedOn: today },
        dueOn: addDays(today, rules.answerDays),
      })
  }
  if (raised.length === 0) return 0
  await insertForecastAlarms(tx, hand, raised)
  await emitAll(
    tx,
    hand,
    raised.map(({ alarmId, organizationId, level, dueOn }) => ({
      ...{ type: 'incidents.level-risen' as const, organizationId, recordTable: 'forecast_alarm', recordId: alarmId },
      payload: { level, dueOn },
    })),
  )
  return raised.length
}
