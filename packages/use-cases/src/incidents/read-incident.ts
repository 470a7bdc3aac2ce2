import type { Database } from '@nq15/db/client'
import { type CommitmentRow, listCommitmentsOfCase } from '@nq15/db/incidents/commitment.read'
import {
  findIncident,
  type HappeningRow,
  type IncidentRow,
  type IncidentStepRow,
  listFamily,
  listHappenings,
  listIncidentSteps,
  listMilestones,
  type MilestoneRow,
} from '@nq15/db/incidents/incident.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { LegalDay } from '@nq15/domain/shared'

/** A case with everything its page needs. */
export type IncidentPage = {
  readonly incident: Omit<IncidentRow, 'proposedBy'>
  readonly deciderName: string
  readonly milestones: readonly (MilestoneRow & { readonly isLate: boolean })[]
  readonly commitments: readonly CommitmentRow[]
  readonly happenings: readonly HappeningRow[]
  /** Groups and papers counted from what was recorded. */
  readonly counts: { readonly gatherings: number; readonly petitions: number }
  readonly family: readonly Pick<IncidentRow, 'caseId' | 'code' | 'title' | 'state' | 'settledOn' | 'removedOn'>[]
  readonly steps: readonly IncidentStepRow[]
  readonly today: LegalDay
  /** The reader proposed to take it off the list, so that he does not decide; he stands at the committee that decides. */
  readonly isProposer: boolean
  readonly standsAtDecider: boolean
}

/** Reads one case for whoever may see its area; null else. */
export async function readIncident(
  db: Database,
  scope: Scope,
  { caseId, now }: { readonly caseId: string; readonly now: Date },
): Promise<IncidentPage | null> {
  const today = todayInHanoi(now)
  return db.asReader(scope, async (tx) => {
    const found = await findIncident(tx, scope, caseId)
    if (!found) return null
    const { proposedBy, ...incident } = found
    const { deciderId, firstCaseId } = found
    const happenings = await listHappenings(tx, scope, caseId)
    const sum = (kind: string) =>
      happenings.filter((one) => one.kind === kind).reduce((total, one) => total + one.count, 0)
    return {
      incident,
      deciderName: (await nameOrganizations(tx, scope, [deciderId])).get(deciderId) ?? '…',
      milestones: (await listMilestones(tx, scope, caseId)).map((one) => ({
        ...one,
        isLate: one.doneOn === null && one.dueOn < today,
      })),
      commitments: await listCommitmentsOfCase(tx, scope, caseId),
      happenings,
      counts: { gatherings: sum('gathering'), petitions: sum('petitions') },
      family: (await listFamily(tx, scope, { firstCaseId, exceptId: caseId })).map(
        ({ caseId: id, code, title, state, settledOn, removedOn }) => ({
          ...{ caseId: id, code, title, state, settledOn, removedOn },
        }),
      ),
      steps: await listIncidentSteps(tx, scope, caseId),
      today,
      isProposer: proposedBy === scope.actor.userId,
      standsAtDecider: await isWithin(tx, scope, deciderId),
    }
  })
}
