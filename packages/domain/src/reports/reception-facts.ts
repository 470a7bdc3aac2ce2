import type { ReviewFact } from './compose-review.ts'

/** Some rows of the registers of reception and petitions that share their words, counted; the room `petitions` makes them. */
export type ReceptionGroup = {
  readonly source: 'papers' | 'visits' | 'sessions' | 'cases'
  readonly organizationId: string
  readonly dims: Readonly<Record<string, string>>
  readonly sums: Readonly<Record<string, unknown>>
}

type Counted = {
  readonly column: string
  readonly source: ReceptionGroup['source']
  readonly measure: string
  readonly where: Readonly<Record<string, readonly string[]>>
}

const by = (
  column: string,
  source: ReceptionGroup['source'],
  measure: string,
  where: Counted['where'] = {},
): Counted => ({ column, source, measure, where })

const leaders = { host: ['head', 'deputy'] }
const settled = ['decided', 'explained', 'withdrawn', 'terminated']

/** T3 as columns over the groups of the registers of reception and petitions; units of count are never derived from each other (CK9). */
const columns: readonly Counted[] = [
  by('visits', 'visits', 'visits'),
  by('regular', 'visits', 'visits', { host: ['regular'] }),
  by('leaders', 'visits', 'visits', leaders),
  by('people', 'visits', 'people'),
  by('cases', 'visits', 'matters'),
  by('first', 'visits', 'matters', { again: ['no'] }),
  by('repeated', 'visits', 'matters', { again: ['yes'] }),
  by('days', 'sessions', 'sessions', leaders),
  by('groups', 'visits', 'visits', { large: ['yes'] }),
  by('groupPeople', 'visits', 'people', { large: ['yes'] }),
  by('petitions', 'papers', 'papers'),
  by('processed', 'papers', 'papers', { processed: ['yes'] }),
  by('competence', 'cases', 'cases', { settling: ['yes'] }),
  by('settled', 'cases', 'cases', { settling: ['yes'], ended: settled }),
  by('open', 'cases', 'cases', { settling: ['yes'], ended: ['no'] }),
  by('inTime', 'cases', 'cases', { settling: ['yes'], ended: settled, inTime: ['yes'] }),
  by('inForce', 'cases', 'cases', { enforcing: ['yes'] }),
  by('enforced', 'cases', 'cases', { enforcing: ['yes'], enforced: ['yes'] }),
]

/** T3 of a year, or with year 0 of a whole period: matters that go on from year to year make it no sum of its years. */
export function receptionFacts(
  groups: readonly ReceptionGroup[],
  { year, lineOf }: { readonly year: number; readonly lineOf: (organizationId: string) => string | undefined },
): readonly ReviewFact[] {
  return groups.flatMap(({ source, organizationId, dims, sums }) => {
    const line = lineOf(organizationId)
    if (line === undefined) return []
    return columns.flatMap(({ column, source: of, measure, where }): ReviewFact[] => {
      const isMeant = of === source && Object.entries(where).every(([dim, wanted]) => wanted.includes(dims[dim] ?? ''))
      const count = isMeant ? Number(sums[measure] ?? 0) : 0
      return count === 0 ? [] : [{ table: 'T3', line, year, column, count }]
    })
  })
}
