import type { UnitRow } from '@nq15/db/ratings/unit.read'
import type { WorkingCalendar } from '@nq15/domain/calendar'
import { levelSchema, messagesEn, messagesVi, type RatingMessages, totalPoints } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { UnitProposal } from '@nq15/use-cases/ratings/propose-unit'
import type { UnitRights } from '@nq15/use-cases/ratings/read-unit-page'
import type { Locale } from '../ui/preferences.ts'
import { deadlineOf } from './board-deadline.ts'
import { findingLine, findingWords, nameOfFact } from './workspace-view.server.ts'

/** The words of the domain in the reader's language. */
export const wordsOf = (locale: Locale): RatingMessages => (locale === 'en' ? messagesEn : messagesVi)

/** A level as the chip shows it; null where there is none. */
export const gradeOrNone = (level: unknown) => {
  const parsed = levelSchema.safeParse(level)
  return parsed.success ? parsed.data : null
}

/** What a quota group is called: the kind of unit, and the sector where the appraising body divided it. */
export function groupNameOf(key: string, words: RatingMessages, sectors: Readonly<Record<string, string>>): string {
  const subjects: Readonly<Record<string, string>> = words.subjects
  return key
    .split('/')
    .map((part) => subjects[part] ?? sectors[part] ?? part)
    .join(' · ')
}

type Around = { readonly locale: Locale; readonly today: LegalDay; readonly calendar: WorkingCalendar }

/** One unit as its page, the board and the calibration show it. */
export function shownUnit(
  { row, proposal, ...rights }: { row: UnitRow; proposal: UnitProposal } & UnitRights,
  { locale, today, calendar }: Around,
) {
  const words = findingWords(locale)
  const { report } = row
  const shown = (value: string | number | null | undefined) =>
    value === null || value === undefined ? '' : String(value).replace('.', ',')
  const share = (part: number | null | undefined, whole: number | null | undefined) =>
    part === null || part === undefined || !whole ? null : `${part}/${whole}`
  const dueOn = ['not-started', 'in-work', 'returned'].includes(row.state) ? row.reportDueOn : row.decisionDueOn
  return {
    ...{ caseId: row.id, organizationId: row.organizationId, name: row.name, code: row.code, subject: row.subject },
    subjectName: words.full.subjects[row.subject as keyof RatingMessages['subjects']] ?? row.subject,
    // A leader stands by post and code (privacy: names above the committee only by code).
    who: row.subject === 'LEADER' ? `${row.postTitle} · ${row.personCode}` : null,
    ...{ sector: row.sector, cells: row.cells, members: row.members, state: row.state, version: row.version },
    ...{ returnReason: row.returnReason, quotaGroup: row.quotaGroup, openSigns: row.openSigns },
    notRated: row.notRatedReason,
    isThrough: row.intermediateId !== null,
    reportVersion: report?.version ?? 0,
    savedBy: report && { name: report.enteredByName, at: new Date(report.updatedAt).toISOString() },
    values: {
      generalPoints: shown(report?.generalPoints),
      resultPoints: shown(report?.resultPoints),
      tasksAssigned: shown(report?.tasksAssigned),
      tasksOnTime: shown(report?.tasksOnTime),
      tasksLate: shown(report?.tasksLate),
      tasksFailed: shown(report?.tasksFailed),
      tasksExceeded: shown(report?.tasksExceeded),
      limitationsPointedOut: shown(report?.limitationsPointedOut),
      limitationsRemedied: shown(report?.limitationsRemedied),
      selfLevel: report?.selfLevel ?? '',
      resultsText: report?.resultsText ?? '',
      limitationsText: report?.limitationsText ?? '',
      remediesText: report?.remediesText ?? '',
      answersText: report?.answersText ?? '',
      directionText: report?.directionText ?? '',
    },
    reported: report !== null,
    points: report ? totalPoints(report.generalPoints, report.resultPoints) : null,
    onTime: share(report?.tasksOnTime, report?.tasksAssigned),
    exceeded: share(report?.tasksExceeded, report?.tasksAssigned),
    late: report?.tasksLate ?? null,
    failed: report?.tasksFailed ?? null,
    selfGrade: gradeOrNone(report?.selfLevel),
    computedGrade: gradeOrNone(proposal.outcome),
    outcome: proposal.outcome,
    intermediate: row.intermediateLevel && { grade: row.intermediateLevel, reason: row.intermediateReason },
    appraised: row.appraisedLevel && { grade: row.appraisedLevel, reason: row.appraisedReason },
    exceptionNumber: row.exceptionDecisionNumber,
    effectiveGrade: gradeOrNone(row.standing?.outcome ?? proposal.effective),
    lastGrade: gradeOrNone(row.lastLevel),
    findings: proposal.findings.map((finding) => findingLine(finding, words)),
    presumed: proposal.presumed.map((fact) => nameOfFact(fact, words.full)),
    signs: {
      ownDiscipline: row.onFile.includes('organization-discipline'),
      onFile: row.onFile.length,
      subordinates: row.subordinatesDisciplined,
      collectiveMember: row.collectiveDiscipline?.disciplined ?? null,
    },
    collectiveGrade: gradeOrNone(row.collectiveLevel),
    blocks: proposal.blocks.map(({ code, weight, count }) => ({ code, weight, count })),
    standing: row.standing && { ...row.standing, grade: gradeOrNone(row.standing.outcome) },
    due: deadlineOf(dueOn, { today, calendar }),
    dueOn,
    ...rights,
    moves: [...rights.moves],
  }
}
export type ShownUnit = ReturnType<typeof shownUnit>
