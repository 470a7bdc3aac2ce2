import type { ForecastLevel } from '@nq15/domain/incidents'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A level to be kept behind the last one of its subject. */
export type NewForecastLevel = ForecastLevel & {
  readonly levelId: string
  readonly organizationId: string
  readonly projectId: string | null
  readonly subject: string
  readonly version: number
  readonly asOf: LegalDay
  readonly month: LegalDay
  readonly ruleCode: string
}

/** Keeps levels, many in one statement; none is ever rewritten. */
export async function insertForecastLevels(tx: Tx, _scope: Scope, all: readonly NewForecastLevel[]): Promise<void> {
  await tx.forecastLevel.createMany({
    data: all.map(({ levelId, levels, asOf, month, answers, level, ...rest }) => ({
      ...rest,
      ...{ id: levelId, level, levelC: levels.C, levelD: levels.D, asOf: dateOf(asOf), month: dateOf(month) },
      answers: answers.map((one) => ({ ...one, missing: [...one.missing], confidence: [...one.confidence] })),
    })),
  })
}

/** Raises alarms. */
export async function insertForecastAlarms(
  tx: Tx,
  _scope: Scope,
  all: readonly {
    readonly alarmId: string
    readonly organizationId: string
    readonly projectId: string | null
    readonly subject: string
    readonly levelId: string
    readonly level: number
    readonly raisedOn: LegalDay
    readonly dueOn: LegalDay
  }[],
): Promise<void> {
  await tx.forecastAlarm.createMany({
    data: all.map(({ alarmId, raisedOn, dueOn, ...rest }) => ({
      ...{ ...rest, id: alarmId, raisedOn: dateOf(raisedOn), dueOn: dateOf(dueOn) },
    })),
  })
}

/** Takes an alarm a step on; false when somebody else has changed it since. */
export async function updateForecastAlarm(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly alarmId: string
    readonly version: number
    readonly change: {
      readonly state: string
      readonly answer?: string
      readonly reason?: string
      readonly answeredBy?: string
      readonly answeredByName?: string
      readonly answeredOn?: LegalDay
      readonly escalatedOn?: LegalDay
      readonly closedOn?: LegalDay
    }
  },
): Promise<boolean> {
  const { answeredOn, escalatedOn, closedOn, ...change } = of.change
  const { count } = await tx.forecastAlarm.updateMany({
    where: { id: of.alarmId, version: of.version },
    data: {
      ...change,
      ...(answeredOn ? { answeredOn: dateOf(answeredOn) } : {}),
      ...(escalatedOn ? { escalatedOn: dateOf(escalatedOn) } : {}),
      ...(closedOn ? { closedOn: dateOf(closedOn) } : {}),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}
