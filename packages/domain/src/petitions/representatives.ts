/**
 * How many representatives so many people may have: below five none is asked for, five to ten one or two, more than ten at
 * most five (L1:29).
 */
export function representativesFor(people: number): { readonly least: number; readonly most: number } | null {
  if (people < 5) return null
  return people <= 10 ? { least: 1, most: 2 } : { least: 1, most: 5 }
}

/** Whether the number of representatives is lawful for so many people. */
export function representativesFit(people: number, representatives: number): boolean {
  const rule = representativesFor(people)
  return rule === null ? representatives === 0 : rule.least <= representatives && representatives <= rule.most
}
