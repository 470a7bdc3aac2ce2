import type { Paper } from '../reports/paper-model.ts'
import { excellentBallot, levelBallot } from './ballots.ts'
import { appraisal, meetingMinutes, type ProposalRow, proposalSummary, submission } from './cell-meeting-papers.ts'
import { collectiveReview } from './collective-review.ts'
import type { DecidedMember, DecidedOrganization } from './decided-list.ts'
import { memberDecision } from './member-decision.ts'
import { cellNotice, memberNotice, type NoticedDecision } from './notice.ts'
import { organizationDecision } from './organization-decision.ts'
import { awardDecision, correctionDecision, workGroups } from './other-decisions.ts'
import type { PaperFrame } from './paper-frame.ts'
import { appealConclusion, appealReply, type PlanStep, suggestionLetter, yearPlan } from './plan-and-letters.ts'
import { quarterlyReview, quarterlySummary } from './quarterly.ts'
import { fileSupplement, introduction, type OwnLevel, residenceComment } from './residence-papers.ts'
import type { WrittenReview } from './review-parts.ts'
import { type Person, selfReview } from './self-review.ts'
import { type Tally, tallyRecord } from './tally-record.ts'
import { type ReportTable, yearReport } from './year-report.ts'

/** What is known for a paper; what is absent is left to the pen and named as missing by who asks. */
export type PaperData = {
  readonly steps?: readonly PlanStep[]
  readonly members?: readonly { readonly name: string; readonly post?: string }[]
  readonly proposals?: readonly ProposalRow[]
  readonly tally?: Tally
  /** Whom the first round put forward for the second. */
  readonly candidates?: readonly string[]
  readonly decided?: readonly DecidedMember[]
  readonly decision?: NoticedDecision
  readonly organizations?: readonly DecidedOrganization[]
  /** Collectives and leaders that one decision rates together with the organizations. */
  readonly led?: readonly DecidedOrganization[]
  readonly exceptionNumber?: string
  readonly person?: Person
  readonly review?: WrittenReview
  readonly ownLevel?: OwnLevel
  readonly tables?: readonly ReportTable[]
  /** As of which day the tables are, and who signed them. */
  readonly tablesNote?: string
  /** The committee a cell reports to. */
  readonly superior?: string
  readonly quota?: readonly string[]
  readonly cell?: string
}

const nobody: Person = { name: '…………………………', cell: '…………', group: 'member' }

/** Draws up the paper of a form from what is known, in the words of its generation. */
export function drawUpPaper(frame: PaperFrame, data: PaperData): Paper {
  const {
    members = [],
    proposals = [],
    decided = [],
    organizations = [],
    person = nobody,
    cell = frame.organization,
  } = data
  switch (frame.form.code) {
    case 'plan':
      return yearPlan(frame, data.steps ?? [])
    case 'work-groups':
      return workGroups(frame)
    case 'suggestion':
      return suggestionLetter(frame)
    case 'collective-review':
      return collectiveReview(frame)
    case 'self-review':
      return selfReview(frame, { person, review: data.review ?? {} })
    case 'quarterly':
      return quarterlyReview(frame, person)
    case 'quarterly-summary':
      return quarterlySummary(frame, members)
    case 'introduction':
      return introduction(frame, person)
    case 'residence-comment':
      return residenceComment(frame, person)
    case 'meeting-minutes':
      return meetingMinutes(frame, { proposals, tally: data.tally })
    case 'ballot':
      return levelBallot(
        frame,
        members.map(({ name }) => name),
      )
    case 'excellent-ballot': {
      const candidates = data.candidates ?? proposals.filter(({ outcome }) => outcome === 'XS').map(({ name }) => name)
      return excellentBallot(frame, { candidates, seats: frame.texts.seats || '……' })
    }
    case 'tally-record':
      return tallyRecord(frame, data.tally)
    case 'proposal-summary':
      return proposalSummary(frame, proposals)
    case 'appraisal':
      return appraisal(frame, { proposals, cell })
    case 'submission':
      return submission(frame, { proposals, superior: data.superior ?? '…………', quota: data.quota ?? [] })
    case 'member-decision':
      return memberDecision(frame, decided)
    case 'cell-decision':
    case 'organization-decision':
      return organizationDecision(frame, {
        organizations,
        led: data.led ?? [],
        ...(data.exceptionNumber === undefined ? {} : { exceptionNumber: data.exceptionNumber }),
      })
    case 'notice':
      return data.person === undefined
        ? cellNotice(frame, { members: decided, decision: data.decision, cell })
        : memberNotice(frame, { person, level: data.ownLevel })
    case 'award-decision':
      return awardDecision(frame)
    case 'correction-decision':
      return correctionDecision(frame)
    case 'appeal-conclusion':
      return appealConclusion(frame)
    case 'appeal-reply':
      return appealReply(frame)
    case 'file-supplement':
      return fileSupplement(frame, { person, level: data.ownLevel })
    case 'year-report':
      return yearReport(frame, { tables: data.tables ?? [], tablesNote: data.tablesNote })
  }
}
