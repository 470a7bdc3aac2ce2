import { inForceOn, type LegalDay, type LegalSource } from '../shared/index.ts'

/** Heads who owe days of reception (petitions, section 5.1). */
export const headTypes = [
  'commune-secretary',
  'commune-chair',
  'city-secretary',
  'city-chair',
  'department-head',
  'public-unit-head',
] as const
export type HeadType = (typeof headTypes)[number]

/** The least days of reception of a head, as long as the version holds. */
export type DutyRule = {
  readonly id: string
  readonly head: HeadType
  readonly least: number
  readonly per: 'month' | 'week'
  readonly inForce: { readonly from: LegalDay; readonly until: LegalDay | null }
  readonly source: LegalSource
}

const from = (day: LegalDay, until: LegalDay | null = null) => ({ from: day, until })
const law = (provision: string, confidence: 'T' | 'S'): LegalSource => ({
  ...{ document: 'Luật Tiếp công dân 42/2013/QH13', provision, confidence },
})
const party = (provision: string): LegalSource => ({ document: 'Quy định 11-QĐi/TW', provision, confidence: 'S' })

/** Every version of every duty with where it stands; a term nobody has confirmed keeps its mark. */
export const dutyRules: readonly DutyRule[] = [
  {
    id: 'Q1',
    head: 'commune-chair',
    least: 1,
    per: 'week',
    inForce: from('2014-07-01', '2026-07-01'),
    source: law('Điều 15.2', 'T'),
  },
  {
    ...{ id: 'Q1', head: 'commune-chair', least: 2, per: 'month', inForce: from('2026-07-01') },
    source: { document: 'Luật 136/2025/QH15', provision: 'sửa Điều 15.2 Luật Tiếp công dân', confidence: 'S' },
  },
  { id: 'Q2', head: 'city-chair', least: 1, per: 'month', inForce: from('2014-07-01'), source: law('Điều 12.5', 'T') },
  {
    id: 'Q3',
    head: 'department-head',
    least: 1,
    per: 'month',
    inForce: from('2014-07-01'),
    source: law('Điều 18.2', 'T'),
  },
  {
    ...{ id: 'Q4', head: 'public-unit-head', least: 1, per: 'month', inForce: from('2026-07-01') },
    source: { document: 'Nghị định 154/2026/NĐ-CP', provision: 'Điều 10.2', confidence: 'T' },
  },
  {
    id: 'Q5',
    head: 'city-secretary',
    least: 1,
    per: 'month',
    inForce: from('2019-02-18'),
    source: party('tiếp công dân định kỳ cấp tỉnh'),
  },
  {
    id: 'Q6',
    head: 'commune-secretary',
    least: 2,
    per: 'month',
    inForce: from('2025-07-01'),
    source: party('tiếp công dân định kỳ cấp xã, Kết luận 215-KL/TW'),
  },
]

/** A session as the counter reads it. */
export type HeldSession = {
  readonly head: HeadType
  readonly kind: 'regular' | 'periodic' | 'unscheduled'
  readonly isDelegated: boolean
  readonly heldOn: LegalDay
}

/** How a head stands in a month: days that count, those that do not, what is owed. `state` is `running` while the month lasts. */
export type DutyCount = {
  readonly head: HeadType
  readonly month: string
  readonly rule: DutyRule | null
  readonly counted: number
  readonly delegated: number
  readonly unscheduled: number
  readonly state: 'met' | 'running' | 'short' | 'not-judged'
}

/**
 * Counts the days of a head in a month (`YYYY-MM`): a periodic session he held himself counts, one by a deputy never does, and
 * one out of schedule does not replace it (guard G04, settings U11, U21). A weekly duty is counted and not judged by month.
 */
export function countDuty(head: HeadType, month: string, sessions: readonly HeldSession[], today: LegalDay): DutyCount {
  const own = sessions.filter((one) => one.head === head && one.heldOn.startsWith(month) && one.heldOn <= today)
  const days = (fits: (one: HeldSession) => boolean) => new Set(own.filter(fits).map(({ heldOn }) => heldOn)).size
  const rule =
    inForceOn(
      dutyRules.filter((one) => one.head === head),
      `${month}-01`,
    ) ?? null
  const counted = days(({ kind, isDelegated }) => kind === 'periodic' && !isDelegated)
  const ended = month < today.slice(0, 7)
  const state =
    rule === null || rule.per === 'week' ? 'not-judged' : counted >= rule.least ? 'met' : ended ? 'short' : 'running'
  return {
    ...{ head, month, rule, counted, state },
    delegated: days(({ kind, isDelegated }) => kind === 'periodic' && isDelegated),
    unscheduled: days(({ kind }) => kind === 'unscheduled'),
  }
}
