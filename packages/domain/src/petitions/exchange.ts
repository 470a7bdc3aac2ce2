import type { LegalDay, LegalSource } from '../shared/index.ts'
import type { CaseFacts } from './case-facts.ts'
import type { CaseKind, CaseState } from './case-states.ts'

/** The layout of our files, by the day it was laid down; the interface of the national database is unknown, so it is the product's own. */
export const exchangeFormat = '2026-11-27'

/** Steps of the national database as they were seen in practice (petitions, section 15; S). */
export const exchangeSteps = ['case-entered', 'handled', 'settling', 'settled', 'enforcing'] as const
export type ExchangeStep = (typeof exchangeSteps)[number]

/** What is told of a matter: numbers, states, days. There is no field for a person or for a text that somebody wrote. */
export type ExchangeRecord = {
  readonly unit: string
  readonly number: string
  readonly kind: CaseKind
  readonly step: ExchangeStep
  readonly acceptedOn: LegalDay
  readonly decidedOn: LegalDay | ''
  readonly outcome: string
  readonly updatedOn: LegalDay
}
type ExchangeField = keyof ExchangeRecord

const decree = (provision: string, confidence: 'S' | 'M'): LegalSource => ({
  ...{ document: 'Nghị định 55/2022/NĐ-CP', provision, confidence },
})
const all: readonly CaseKind[] = ['complaint', 'denunciation', 'feedback']

/**
 * What may leave, field by field and by kind of matter, with where it stands. What has no row here never leaves: names, addresses,
 * contents, the organization denounced (Luật Tố cáo, Articles 8 and 49; NĐ 55/2022 on unlawful disclosure).
 */
export const exchangeRules: Readonly<
  Record<ExchangeField, { readonly leaves: readonly CaseKind[]; readonly source: LegalSource }>
> = {
  unit: { leaves: all, source: decree('Điều 6', 'S') },
  number: { leaves: all, source: decree('Điều 6', 'S') },
  kind: { leaves: all, source: decree('Điều 6.2', 'S') },
  step: { leaves: all, source: decree('Điều 6.3–6.5', 'M') },
  acceptedOn: { leaves: all, source: decree('Điều 6.3–6.5, Điều 8', 'M') },
  decidedOn: { leaves: all, source: decree('Điều 6.3–6.5', 'M') },
  // Of a denunciation the outcome beside unit and days would tell who was denounced.
  outcome: { leaves: ['complaint', 'feedback'], source: decree('Điều 6.3–6.5', 'M') },
  updatedOn: { leaves: all, source: decree('Điều 8', 'S') },
}
export const exchangeFields = Object.keys(exchangeRules) as readonly ExchangeField[]

/** A matter as it is told. */
type ToldCase = {
  readonly year: number
  readonly number: number
  readonly kind: CaseKind
  readonly state: CaseState
  readonly facts: CaseFacts
  readonly lastOn: LegalDay
}

/** The number of a matter as both sides write it. */
const caseNumber = ({ year, number }: Pick<ToldCase, 'year' | 'number'>) => `${year}-${String(number).padStart(4, '0')}`

/** The record of a matter: every field that may leave for its kind, the others empty. */
export function recordOfCase(matter: ToldCase, unit: string): ExchangeRecord {
  const { kind, facts, lastOn } = matter
  const may = (field: ExchangeField, value: string) => (exchangeRules[field].leaves.includes(kind) ? value : '')
  return {
    ...{
      unit,
      number: caseNumber(matter),
      kind,
      step: stepOf(matter),
      acceptedOn: facts.acceptedOn,
      updatedOn: lastOn,
    },
    decidedOn: may('decidedOn', facts.decidedOn ?? ''),
    outcome: may('outcome', facts.outcome ?? ''),
  }
}

const stepByState: Readonly<Record<CaseState, ExchangeStep>> = {
  accepted: 'handled',
  notified: 'settling',
  verifying: 'settling',
  suspended: 'settling',
  decided: 'settled',
  concluded: 'settled',
  answered: 'settled',
  sent: 'settled',
  handled: 'settled',
  published: 'settled',
  effective: 'settled',
  enforcing: 'enforcing',
  'second-instance': 'settled',
  court: 'settled',
  terminated: 'settled',
  done: 'settled',
}
const stepOf = ({ state, facts }: ToldCase): ExchangeStep =>
  state === 'done' && facts.executionNumber !== '' ? 'enforcing' : stepByState[state]
