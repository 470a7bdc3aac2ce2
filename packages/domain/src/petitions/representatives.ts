import type { LegalSource } from '../shared/index.ts'

/** How many representatives so many people may have. */
type RepresentativeRule = { readonly fromPeople: number; readonly least: number; readonly most: number }

/** Luật Tiếp công dân, Article 29, as it is read since the law took effect. */
export const representativeRules: {
  readonly from: string
  readonly source: LegalSource
  readonly rules: readonly RepresentativeRule[]
} = {
  from: '2014-07-01',
  source: { document: 'Luật Tiếp công dân số 42/2013/QH13', provision: 'Điều 29', confidence: 'T' },
  rules: [
    { fromPeople: 11, least: 1, most: 5 },
    { fromPeople: 5, least: 1, most: 2 },
  ],
}

/** How many representatives so many people may have: below the smallest number of people none is asked for. */
export function representativesFor(people: number): { readonly least: number; readonly most: number } | null {
  const rule = representativeRules.rules.find(({ fromPeople }) => people >= fromPeople)
  return rule ? { least: rule.least, most: rule.most } : null
}

/** Whether the number of representatives is lawful for so many people. */
export function representativesFit(people: number, representatives: number): boolean {
  const rule = representativesFor(people)
  return rule === null ? representatives === 0 : rule.least <= representatives && representatives <= rule.most
}
