import type { Database } from '@nq15/db/client'
import { countProceedings } from '@nq15/db/inspection/discipline-case.read'
import {
  findInspection,
  type InspectionRow,
  type InspectionStepRow,
  listInspectionSteps,
} from '@nq15/db/inspection/inspection.read'
import { listInspectionParameters } from '@nq15/db/inspection/parameter.read'
import { listRemedies, type RemedyRow } from '@nq15/db/inspection/remedy.read'
import { listTeam, type TeamRow } from '@nq15/db/inspection/team.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  inspectionRuleSets,
  isRemedyLate,
  type ParameterValue,
  parameterOf,
  parametersOn,
} from '@nq15/domain/inspection'
import type { LegalDay } from '@nq15/domain/shared'
import type { InspectionActing } from './inspection-hand.ts'

/** A remedy as its page shows it. */
export type ReadRemedy = Omit<RemedyRow, 'ownerUserId' | 'reportedBy'> & {
  readonly isLate: boolean
  readonly isOwn: boolean
  /** The reader reported it, so that he does not see to it. */
  readonly isReporter: boolean
}

/** An inspection with everything its page needs. */
export type InspectionPage = {
  readonly inspection: Omit<InspectionRow, 'workers'>
  readonly bodyName: string
  readonly rules: { readonly code: string; readonly document: string; readonly isConfirmed: boolean } | null
  readonly team: readonly Omit<TeamRow, 'userId'>[]
  readonly remedies: readonly ReadRemedy[]
  readonly steps: readonly InspectionStepRow[]
  /** How many proceedings on discipline came of it; a number, and for who needs to know their pages. */
  readonly proceedings: { readonly all: number; readonly open: number }
  readonly conflictYears: number
  readonly today: LegalDay
  /** Whether the reader prepared or conducts it, so that he decides nothing; whether he stands at the body. */
  readonly isWorker: boolean
  readonly standsAbove: boolean
}

/** Reads one inspection for whoever may see its organization; null else. The hand counts proceedings and tells only how many. */
export async function readInspection(
  db: Database,
  { scope, hand }: { readonly scope: Scope; readonly hand: InspectionActing['hand'] },
  { inspectionId, now }: { readonly inspectionId: string; readonly now: Date },
): Promise<InspectionPage | null> {
  const today = todayInHanoi(now)
  const read = await db.asReader(scope, async (tx) => {
    const found = await findInspection(tx, scope, inspectionId)
    if (!found) return null
    const { workers, ...inspection } = found
    const { bodyId, ruleCode } = found
    const { userId } = scope.actor
    const rules = inspectionRuleSets.find(({ code }) => code === ruleCode)
    const values = parametersOn(await listInspectionParameters(tx, scope, bodyId), today)
    return {
      inspection,
      bodyName: (await nameOrganizations(tx, scope, [bodyId])).get(bodyId) ?? '…',
      rules: rules ? { code: rules.code, document: rules.source.document, isConfirmed: rules.isConfirmed } : null,
      team: (await listTeam(tx, scope, inspectionId)).map(({ userId: _, ...one }) => one),
      remedies: (await listRemedies(tx, scope, inspectionId)).map(({ ownerUserId, reportedBy, ...remedy }) => ({
        ...remedy,
        ...{ isLate: isRemedyLate(remedy, today), isOwn: ownerUserId === userId, isReporter: reportedBy === userId },
      })),
      steps: await listInspectionSteps(tx, scope, inspectionId),
      conflictYears: parameterOf(values, 'conflict-years') ?? 0,
      today,
      isWorker: workers.includes(userId),
      standsAbove: await isWithin(tx, scope, bodyId),
    }
  })
  if (!read) return null
  return { ...read, proceedings: await db.asReader(hand, (tx) => countProceedings(tx, hand, inspectionId)) }
}

/** The values that hold for a body today, each with its source, and the versions of the rules. */
export async function readInspectionRules(
  db: Database,
  scope: Scope,
  { bodyId, now }: { readonly bodyId: string; readonly now: Date },
): Promise<{
  readonly values: readonly ParameterValue[]
  readonly ruleSets: typeof inspectionRuleSets
  readonly today: LegalDay
} | null> {
  return db.asReader(scope, async (tx) => {
    if (!(await isWithin(tx, scope, bodyId))) return null
    const today = todayInHanoi(now)
    return {
      values: parametersOn(await listInspectionParameters(tx, scope, bodyId), today),
      ruleSets: inspectionRuleSets,
      today,
    }
  })
}
