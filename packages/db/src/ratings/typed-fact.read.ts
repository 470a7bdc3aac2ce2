import type { UnitFact, UnitFactName } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A typed figure about an organization in a year, with who typed it; `fact` null when it was taken back. */
export type TypedFact = {
  readonly organizationId: string
  readonly name: UnitFactName
  readonly fact: UnitFact | null
  readonly version: number
  readonly enteredByName: string
  readonly updatedAt: Date
}

type Row = Omit<TypedFact, 'fact'> & {
  readonly value: number
  readonly source: string
  readonly asOf: string
  readonly withdrawn: boolean
}

/** The typed figures of some organizations in a year. */
export async function listTypedFacts(
  tx: Tx,
  _scope: Scope,
  { campaignId, organizationIds }: { campaignId: string; organizationIds: readonly string[] },
): Promise<TypedFact[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select organization_id as "organizationId", fact as "name", value::float8 as "value", source, as_of::text as "asOf", withdrawn, version,
        entered_by_name as "enteredByName", updated_at as "updatedAt"
      from rating_typed_fact where campaign_id = ${campaignId}::uuid and organization_id = any (${[...organizationIds]}::uuid[])`
  return rows.map(({ value, source, asOf, withdrawn, ...row }) => ({
    ...row,
    fact: withdrawn ? null : { value, source, asOf },
  }))
}
