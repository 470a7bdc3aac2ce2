import { refuse } from '../shared/index.ts'
import type { TermRefusal, TermRefusalCode } from './term.ts'
import type { CalendarRange } from './working-days.ts'

/** A refusal of a term about a day; a range refusal says which years are known. */
export const refuseTerm = (code: TermRefusalCode, day: string, known?: { from: string; until: string }) =>
  refuse<TermRefusal>({ code, day, from: known?.from ?? '', until: known?.until ?? '' })

/** The calendar's refusal as a term's. */
export const refuseRange = ({ day, from, until }: CalendarRange) => refuseTerm('CALENDAR_RANGE', day, { from, until })
