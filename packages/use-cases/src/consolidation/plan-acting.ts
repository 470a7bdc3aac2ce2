import type { Permission } from '@nq15/domain/access'
import type { PlanFinding, PlanHand, TaskFinding } from '@nq15/domain/consolidation'
import type { WatchFinding } from '@nq15/domain/monitoring'

/** The permission behind each hand of the table of a plan's steps. */
export const permissionOfPlanHand = {
  work: 'plan:work',
  appraise: 'plan:appraise',
  decide: 'plan:decide',
  review: 'plan:review',
} as const satisfies Record<PlanHand, Permission>

/** Why nothing was changed; what a step of the list refuses comes with its own findings. */
export type PlanStepRefusal =
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'NO_SUCH_STEP'
        | 'CHANGED_MEANWHILE'
        | 'OPEN_ALREADY'
        | 'NOT_LISTED'
        | 'NOT_A_DRAFT'
        | 'NOT_CONCLUDED'
    }
  | { readonly code: 'TOO_MANY_TASKS' | 'UNKNOWN_DEPENDENCY' | 'CALENDAR_RANGE' | 'UNKNOWN_FILE' }
  | { readonly code: 'PLAN_REFUSED'; readonly findings: readonly PlanFinding[] }
  | { readonly code: 'TASK_REFUSED'; readonly findings: readonly TaskFinding[] }
  | { readonly code: 'WATCH_REFUSED'; readonly findings: readonly WatchFinding[] }
