import type { LegalDay } from '../shared/index.ts'
import type { SubstanceCheck } from './check-substance.ts'
import { checkCommitteeDecision, type DecisionCheck, type DecisionFinding } from './decide-committee.ts'
import type { Finding } from './finding.ts'
import type { RuleSet } from './rule-set.ts'
import type { Level, Proposal } from './schema.ts'
import { isInOrder, type UnitBlock } from './unit-order.ts'
import type { UnitState } from './unit-state.ts'

/** One unit as it lies before the committee that decides. */
export type UnitToDecide = {
  readonly caseId: string
  readonly state: UnitState
  readonly quotaGroup: string
  readonly proposal: { readonly level: Proposal; readonly findings: readonly Finding[] }
  readonly decided: string | null
  readonly reason: string | null
  readonly head: { readonly collectiveLevel: Level | null; readonly exceptionDecisionNo: string | null } | null
  readonly blocks: readonly UnitBlock[]
}

export type UnitDecisionToCheck = {
  readonly cutOffDay: LegalDay
  readonly document: { readonly number: string | null; readonly day: LegalDay | null; readonly signer: string | null }
  readonly units: readonly UnitToDecide[]
  /** Levels of the same groups that earlier decisions of this committee set in the campaign and that stand. */
  readonly standing: readonly { readonly quotaGroup: string; readonly level: Level }[]
  /** Groups for which the superior let the share be higher, in this decision or in an earlier one that stands. */
  readonly exceptions: readonly { readonly quotaGroup: string; readonly decisionNo: string | null }[]
  /** Levels of these units that a fact speaks against and nobody has answered yet. */
  readonly unanswered?: readonly SubstanceCheck[]
}

/**
 * Every rule that stands in the way of a decision on organizations, collectives and leaders, all at once. A committee may
 * decide in several acts; the quota holds after each of them, over all of a group that stands. Nobody's level is changed.
 */
export function checkUnitDecision(decision: UnitDecisionToCheck, ruleSet: RuleSet): DecisionCheck {
  const { units, standing, ...rest } = decision
  const check = checkCommitteeDecision(
    {
      ...rest,
      standing,
      files: units.map(({ caseId, state }) => ({ fileId: caseId, state })),
      // A unit is frozen once a campaign, so its case is its subject. Ballots are of members.
      cases: units.map(({ caseId, blocks: _, state: __, ...unit }) => ({
        ...unit,
        caseId,
        subjectId: caseId,
        ballot: null,
      })),
    },
    ruleSet,
  )
  const blocking = [...outOfOrder(units, ruleSet), ...check.blocking]
  return { ...check, blocking, ok: blocking.length === 0 }
}

function outOfOrder(units: readonly UnitToDecide[], { decision }: RuleSet): DecisionFinding[] {
  return units
    .filter(({ blocks }) => !isInOrder(blocks))
    .map(({ caseId, blocks }) => ({
      code: 'QD-11',
      about: { kind: 'case', ids: [caseId] },
      required: 'decided',
      actual: blocks.filter(({ weight }) => weight === 'block')[0]?.code ?? null,
      numbers: { count: blocks.reduce((sum, { weight, count }) => sum + (weight === 'block' ? count : 0), 0) },
      basis: decision.order,
    }))
}
