import { legalDueOf, type WorkingCalendar } from '@nq15/domain/calendar'
import type { CreateCampaign, RuleSet } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'

type Ground = { readonly rules: Pick<RuleSet, 'calendar'>; readonly calendar: WorkingCalendar }

/**
 * The last days of a new campaign, both as named and as they legally end: a day off moves on to the next working day where
 * the rules say so. A typed day that is only the rules' own day moved on keeps the rules' day, so that it can move back.
 */
export function legalDaysOf(
  { year, cellDueOn, committeeDueOn }: Pick<CreateCampaign, 'year' | 'cellDueOn' | 'committeeDueOn'>,
  { rules, calendar }: Ground,
): { cellTermOn: LegalDay; cellDueOn: LegalDay; committeeTermOn: LegalDay; committeeDueOn: LegalDay } {
  const end = (code: string, typed: LegalDay) => {
    if (!rules.calendar.shiftToNextWorkingDay) return { term: typed, due: typed }
    const row = rules.calendar.rows.find((one) => one.code === code)
    const named = row ? `${year + row.yearOffset}-${row.to}` : typed
    const term = named !== typed && legalDueOf(named, calendar).day === typed ? named : typed
    return { term, due: legalDueOf(term, calendar).day }
  }
  const cell = end('memberAndCellWindow', cellDueOn)
  const committee = end('basicDecisionDue', committeeDueOn)
  return {
    cellTermOn: cell.term,
    cellDueOn: cell.due,
    committeeTermOn: committee.term,
    committeeDueOn: committee.due,
  }
}
