import type { Tx } from '@nq15/db/client'
import { type DisciplineCaseRow, listDisciplineFacts } from '@nq15/db/inspection/discipline-case.read'
import { listInspectionParameters } from '@nq15/db/inspection/parameter.read'
import type { Scope } from '@nq15/db/scope'
import { type ParameterValue, parametersOn } from '@nq15/domain/inspection'
import { type Discipline, lapsesOn } from '@nq15/domain/members'
import type { LegalDay } from '@nq15/domain/shared'

/** When a record lapses (null: never, or not decided yet), and the value of the committee it was counted by. */
export type LapseOf = { readonly day: LegalDay | null; readonly rule: ParameterValue | null }

/** When a record lapses, relapses on the member's file regarded; from the day of its announcement, or of its decision. */
export async function lapseOf(tx: Tx, hand: Scope, found: DisciplineCaseRow, today: LegalDay): Promise<LapseOf> {
  if (found.form === null || found.decidedOn === null) return { day: null, rule: null }
  const values = parametersOn(await listInspectionParameters(tx, hand, found.bodyId), found.decidedOn)
  const rule = values.find(({ name }) => name === 'lapse-months') ?? null
  const own: Discipline = {
    ...{ disciplineId: found.recordId ?? found.caseId, violationId: found.caseId, form: found.form },
    ...{ decisionNumber: found.decisionNumber ?? '', decidedOn: found.decidedOn, announcedOn: found.announcedOn },
    ...{ revokedOn: null, selfDetectedAndRemedied: false },
  }
  const all = found.memberId === null ? [] : await listDisciplineFacts(tx, hand, found.memberId)
  return { day: lapsesOn(own, all, today, rule?.value ?? undefined), rule }
}
