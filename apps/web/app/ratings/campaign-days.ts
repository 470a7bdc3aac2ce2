import { addDays, type WorkingCalendar, workingDayFrom } from '@nq15/domain/calendar'
import type { RuleSet } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'

/** A day proposed for a campaign, and how it was come by. */
export type ProposedDay = {
  readonly day: LegalDay
  /** The day of the rule set's calendar when it is no working day and the proposal moved on to the next one. */
  readonly movedFrom: LegalDay | null
  /** The office calendar of that year is not announced yet, or not known to this version. */
  readonly provisional: boolean
  /** No row of the rule set names such a day: the proposal is this product's own. */
  readonly ownProposal: boolean
}
export type CampaignDay = 'opensOn' | 'cutOffOn' | 'cellDueOn' | 'committeeDueOn'

/**
 * Days for a new campaign from the calendar rows of its rules; terms that end on a day off end on the next working day. The
 * cut-off day stands in no row: the last day before the month of the decisions is proposed and marked as our own.
 */
export function proposeCampaignDays(
  { calendar: { rows, shiftToNextWorkingDay } }: Pick<RuleSet, 'calendar'>,
  year: number,
  calendar?: WorkingCalendar,
): Record<CampaignDay, ProposedDay> {
  const rowDay = (code: string, end: 'from' | 'to'): LegalDay => {
    const row = rows.find((one) => one.code === code)
    if (!row) throw new Error(`no calendar row ${code}`)
    return `${year + row.yearOffset}-${row[end]}`
  }
  const plain = (day: LegalDay, ownProposal = false): ProposedDay => ({
    day,
    movedFrom: null,
    provisional: false,
    ownProposal,
  })
  const term = (day: LegalDay): ProposedDay => {
    if (!shiftToNextWorkingDay) return plain(day)
    const answer = workingDayFrom(day, calendar)
    if (!answer.ok) return { ...plain(day), provisional: true }
    const { day: found, provisional } = answer.value
    return { day: found, movedFrom: found === day ? null : day, provisional, ownProposal: false }
  }
  return {
    opensOn: plain(rowDay('openAt', 'from')),
    cutOffOn: plain(addDays(`${rowDay('memberAndCellWindow', 'to').slice(0, 8)}01`, -1), true),
    cellDueOn: term(rowDay('memberAndCellWindow', 'to')),
    committeeDueOn: term(rowDay('basicDecisionDue', 'to')),
  }
}
