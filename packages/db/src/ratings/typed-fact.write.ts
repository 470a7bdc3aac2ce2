import type { UnitFact, UnitFactName } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

type Typed = {
  readonly campaignId: string
  readonly organizationId: string
  readonly name: UnitFactName
  /** Null takes it back: it is missing again, which is not zero. */
  readonly fact: UnitFact | null
  readonly version: number
  readonly at: Date
}

/** Keeps a typed figure; answers its version, or null when somebody else changed it meanwhile. */
export async function storeTypedFact(
  tx: Tx,
  { actor }: Scope,
  { campaignId, organizationId, name, fact, version, at }: Typed,
): Promise<number | null> {
  if (version === 0) {
    if (!fact) return 0
    const made = await tx.$executeRaw`
      insert into rating_typed_fact (id, campaign_id, organization_id, fact, value, source, as_of, entered_by, entered_by_name, updated_at)
      values (app.uuid_v7(), ${campaignId}::uuid, ${organizationId}::uuid, ${name}, ${fact.value}, ${fact.source}, ${fact.asOf}::date,
        ${actor.userId}::uuid, ${actor.name}, ${at})
      on conflict do nothing`
    return made === 1 ? 1 : null
  }
  const changed = await tx.$executeRaw`
    update rating_typed_fact set value = coalesce(${fact?.value ?? null}::numeric, value), source = coalesce(${fact?.source ?? null}, source),
        as_of = coalesce(${fact?.asOf ?? null}::date, as_of), withdrawn = ${fact === null}, entered_by = ${actor.userId}::uuid,
        entered_by_name = ${actor.name}, version = version + 1, updated_at = ${at}
     where campaign_id = ${campaignId}::uuid and organization_id = ${organizationId}::uuid and fact = ${name} and version = ${version}`
  return changed === 1 ? version + 1 : null
}
