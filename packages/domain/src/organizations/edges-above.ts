import type { LegalDay } from '../shared/index.ts'

/** One step up, `[from, to)`: the parent while alive, then the heirs of the records, else the last parent. */
export type UpEdge = {
  readonly organizationId: string
  readonly aboveId: string
  readonly by: 'parent' | 'succession' | 'last-parent'
  readonly from: LegalDay
  readonly to: LegalDay
  /** Number of the decision a succession rests on. */
  readonly decisionNumber: string | null
}

/** A period of an organization as far as the way up needs it. */
export type StandingPeriod = {
  readonly organizationId: string
  readonly parentId: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/** A line of descent that gives the records on. */
export type InheritingLink = {
  readonly predecessorId: string
  readonly successorId: string
  readonly decisionNumber: string
}

const endless: LegalDay = '9999-12-31'

/** Every dated step up among the given organizations, the same as the database's view `app.organization_up`. */
export function edgesAbove(periods: readonly StandingPeriod[], links: readonly InheritingLink[]): UpEdge[] {
  const lives = new Map<string, StandingPeriod[]>()
  for (const period of periods) lives.set(period.organizationId, [...(lives.get(period.organizationId) ?? []), period])
  return [...lives].flatMap(([organizationId, life]) => {
    const alive = life.flatMap(({ parentId, validFrom: from, validTo: to }): UpEdge[] =>
      parentId === null ? [] : [{ organizationId, aboveId: parentId, by: 'parent', from, to, decisionNumber: null }],
    )
    const last = life.toSorted((left, right) => (left.validTo < right.validTo ? -1 : 1)).at(-1)
    if (!last || last.validTo === endless) return alive
    const after = { organizationId, from: last.validTo, to: endless } as const
    const heirs = links
      .filter(({ predecessorId }) => predecessorId === organizationId)
      .map(
        ({ successorId, decisionNumber }): UpEdge => ({
          ...after,
          aboveId: successorId,
          by: 'succession',
          decisionNumber,
        }),
      )
    if (heirs.length > 0) return [...alive, ...heirs]
    return last.parentId === null
      ? alive
      : [...alive, { ...after, aboveId: last.parentId, by: 'last-parent', decisionNumber: null }]
  })
}
