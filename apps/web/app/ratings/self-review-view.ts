import type {
  InputKind,
  Level,
  Participation,
  Proposal,
  ReviewLetter,
  ReviewSection,
  TaskStatus,
} from '@nq15/domain/ratings'
import type { FindingLine } from './workspace-view.ts'

/** The typed fields of a self-review in screen order; the text stands by itself. */
export const pointFields = ['generalPoints', 'resultPoints'] as const
export const taskFields = ['tasksAssigned', 'tasksOnTime', 'tasksLate', 'tasksFailed', 'tasksExceeded'] as const
export const limitationFields = ['limitationsPointedOut', 'limitationsRemedied'] as const
export type ReviewField = (typeof pointFields)[number] | (typeof taskFields)[number] | (typeof limitationFields)[number]

/** Everything typed, as text; empty is "not entered". */
export type ReviewValues = Readonly<Record<ReviewField | 'selfLevel' | 'reviewText', string>>

/** One written section as the form of the year prints it. */
export type SectionView = {
  readonly section: ReviewSection
  readonly numeral: string
  readonly part: number | null
  readonly body: string
  readonly version: number
}

/** One line of the task list; texts as typed. */
export type TaskView = {
  readonly id: string
  readonly title: string
  readonly axis: string
  readonly weight: string
  readonly status: TaskStatus | ''
  readonly resultNote: string
  readonly product: string
  readonly quality: string
  readonly version: number
  readonly evidence: number
}

/** A superior's question and the answer. */
export type HintView = {
  readonly id: string
  readonly question: string
  readonly askedBy: string
  readonly askedAt: string
  readonly answer: string
  readonly version: number
}

/** A word of another body on the person. */
export type InputView = {
  readonly id: string
  readonly kind: InputKind
  readonly sourceName: string
  readonly grade: Level | null
  readonly participation: Participation | null
  readonly comment: string
  readonly answeredAt: string | null
  readonly dueOn: string | null
}

/** Everything the page of a self-review shows. */
export type SelfReviewView = {
  readonly campaign: {
    readonly id: string
    readonly year: number
    readonly cellDueOn: string
    readonly ruleSetTitle: string
  }
  readonly userId: string
  readonly caseId: string
  readonly cellId: string
  readonly name: string
  readonly post: string | null
  readonly form: ReviewLetter
  /** Who leads names an axis for each task. */
  readonly leads: boolean
  /** Begun on the forms given out before those of 43-HD/BTCTW were read, with the letters the other way round. */
  readonly earlierForm: boolean
  /** His own page; else the secretary's, who enters it for one who writes on paper. */
  readonly own: boolean
  readonly notRated: string | null
  readonly mayEdit: boolean
  readonly submittedAt: string | null
  readonly enteredForMember: boolean
  readonly enteredByName: string | null
  readonly updatedAt: string | null
  readonly version: number
  readonly values: ReviewValues
  readonly sections: readonly SectionView[]
  /** Where the form has the own level. */
  readonly levelNumeral: string
  readonly tasks: readonly TaskView[]
  readonly hints: readonly HintView[]
  readonly inputs: readonly InputView[]
  readonly proposal: {
    readonly outcome: Proposal
    readonly grade: Level | null
    readonly findings: readonly FindingLine[]
    readonly presumed: readonly string[]
  }
  readonly earlier: {
    readonly year: number
    readonly text: string
    readonly sections: Readonly<Partial<Record<ReviewSection, string>>>
    readonly selfGrade: Level | null
  } | null
  readonly ratings: readonly {
    readonly year: number
    readonly grade: Level | null
    readonly reason: string | null
    readonly decisionNumber: string
    readonly decidedOn: string
  }[]
}
