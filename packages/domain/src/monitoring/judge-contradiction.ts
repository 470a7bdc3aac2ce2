import { openEnd } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { Inputs } from './evaluate-formula.ts'

/** Facts that two rooms of the product say of one matter. An absent one is unknown, and nothing unknown contradicts. */
export type ContradictionFacts =
  | { readonly rule: 'X1'; readonly grade?: string | null | undefined; readonly reds: readonly string[] }
  | {
      readonly rule: 'X2'
      readonly monthsOnList?: number | null | undefined
      readonly planProgress?: number | null | undefined
    }
  | {
      readonly rule: 'X3'
      readonly caseState?: string | null | undefined
      readonly settledOn?: LegalDay | null | undefined
      /** The day of a large group, or of each one. */
      readonly largeGroupOn?: LegalDay | readonly LegalDay[] | null | undefined
    }
  | {
      readonly rule: 'X4'
      /** `[from, to)`; without `to` still in force. */
      readonly assignments: readonly {
        readonly role: string
        readonly from: LegalDay
        readonly to?: LegalDay | null | undefined
      }[]
      readonly on: LegalDay
    }

/** The inputs of a contradiction's formula; the formula itself is the catalogue's. */
export function contradictionInputs(facts: ContradictionFacts): Inputs {
  switch (facts.rule) {
    case 'X1':
      // Reds of the blocks A to D; each indicator counts once.
      return { grade: facts.grade, redCountAtoD: new Set(facts.reds.filter((id) => /^[A-D]/.test(id))).size }
    case 'X2':
      return { monthsOnList: facts.monthsOnList, planProgress: facts.planProgress }
    case 'X3': {
      const groups = typeof facts.largeGroupOn === 'string' ? [facts.largeGroupOn] : (facts.largeGroupOn ?? [])
      const { settledOn, caseState } = facts
      // The same day does not count.
      const after = settledOn ? groups.filter((day) => day > settledOn).length : groups.length === 0 ? 0 : null
      return { caseState, largeGroupsAfterSettled: after }
    }
    case 'X4':
      return {
        mainAssignments: facts.assignments.filter(
          ({ role, from, to }) => role === 'main' && from <= facts.on && facts.on < (to ?? openEnd),
        ).length,
      }
  }
}
