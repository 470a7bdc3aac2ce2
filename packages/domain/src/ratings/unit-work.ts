import type { LegalDay } from '../shared/index.ts'
import type { Undated } from './my-work.ts'
import { isUnitReportOpen, type UnitState } from './unit-state.ts'

type OfUnit = {
  readonly campaignId: string
  readonly year: number
  readonly organizationId: string
  readonly name: string
}

/** One case of an organization as its own secretary has it before him. */
export type OwnUnit = OfUnit & {
  readonly subject: string
  readonly state: UnitState
  readonly returnReason: string | null
  readonly reportDueOn: LegalDay
  readonly decisionDueOn: LegalDay
  readonly undecidedBelow: number
}

/** What a committee decides, as its advisers and the committee itself have it before them. */
export type UnitsOfDecider = OfUnit & {
  readonly units: readonly (Pick<OwnUnit, 'state' | 'reportDueOn' | 'decisionDueOn'> & { readonly inOrder: boolean })[]
}

export type UnitsWork = {
  readonly own: readonly OwnUnit[]
  /** Organizations through which reports go up and what lies there. */
  readonly between: readonly (OfUnit & { readonly count: number; readonly dueOn: LegalDay })[]
  readonly advised: readonly UnitsOfDecider[]
  readonly decided: readonly UnitsOfDecider[]
}

/** What people do about organizations and collectives: one task an organization and kind of work, with its numbers. */
export function workOfUnits({ own, between, advised, decided }: UnitsWork, today: LegalDay): Undated[] {
  return [
    ...own.flatMap(workOfOwn),
    ...between
      .filter(({ count }) => count > 0)
      .map(({ count, ...place }) => task('UNIT_FORWARD', 'unit:report', { ...place, numbers: { count } })),
    ...advised.flatMap((place) => workOfAdvisers(place, today)),
    ...decided.flatMap(workOfDeciders),
  ]
}

function workOfOwn({ reportDueOn, decisionDueOn, state, undecidedBelow, returnReason, ...place }: OwnUnit): Undated[] {
  // A leader's own case goes up with his organization's collective.
  if (place.subject === 'LEADER') return []
  const waits = undecidedBelow > 0 && (state === 'sent' || state === 'with-intermediate')
  return [
    ...(state === 'returned'
      ? [task('UNIT_RETURNED', 'unit:report', { ...place, dueOn: reportDueOn, reason: returnReason })]
      : isUnitReportOpen(state)
        ? [task('UNIT_REPORT', 'unit:report', { ...place, dueOn: reportDueOn })]
        : []),
    ...(waits
      ? [
          task('UNIT_WAITS_BELOW', 'unit:report', {
            ...place,
            dueOn: decisionDueOn,
            numbers: { count: undecidedBelow },
          }),
        ]
      : []),
  ]
}

function workOfAdvisers({ units, ...place }: UnitsOfDecider, today: LegalDay): Undated[] {
  const some = (code: Undated['code'], chosen: UnitsOfDecider['units'], day: 'reportDueOn' | 'decisionDueOn') => {
    const [first] = chosen.map((unit) => unit[day]).sort()
    const numbers = { count: chosen.length, of: units.length }
    return first ? [task(code, 'unit:appraise', { ...place, dueOn: first, numbers })] : []
  }
  const sent = units.filter(({ state }) => state === 'sent')
  return [
    ...some(
      'UNITS_TAKE_UP',
      sent.filter(({ inOrder }) => inOrder),
      'decisionDueOn',
    ),
    ...some(
      'UNITS_BLOCKED',
      sent.filter(({ inOrder }) => !inOrder),
      'decisionDueOn',
    ),
    ...some(
      'UNITS_APPRAISE',
      units.filter(({ state }) => state === 'appraising'),
      'decisionDueOn',
    ),
    ...some(
      'UNITS_LATE',
      units.filter(({ state, reportDueOn }) => isUnitReportOpen(state) && reportDueOn < today),
      'reportDueOn',
    ),
  ]
}

function workOfDeciders({ units, ...place }: UnitsOfDecider): Undated[] {
  const ready = units.filter(({ state }) => state === 'appraised')
  const [dueOn] = ready.map((unit) => unit.decisionDueOn).sort()
  const numbers = { count: ready.length, of: units.length }
  return dueOn ? [task('UNITS_DECIDE', 'unit:decide', { ...place, dueOn, numbers })] : []
}

const task = (
  code: Undated['code'],
  because: Undated['because'],
  about: OfUnit & {
    readonly dueOn: LegalDay
    readonly numbers?: Record<string, number>
    readonly reason?: string | null
  },
): Undated => ({
  code,
  because,
  campaignId: about.campaignId,
  year: about.year,
  organizationId: about.organizationId,
  name: about.name,
  caseId: null,
  dueOn: about.dueOn,
  numbers: about.numbers ?? {},
  reason: about.reason ?? null,
})
