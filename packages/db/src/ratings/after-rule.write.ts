import type { AfterOptions } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

type Choice = {
  readonly campaignId: string
  readonly organizationId: string
  readonly options: AfterOptions
  readonly version: number
  readonly at: Date
}

/** Keeps a campaign's choices; false when somebody else changed them meanwhile. */
export async function storeAfterRule(
  tx: Tx,
  { actor }: Scope,
  { campaignId, organizationId, options, version, at }: Choice,
): Promise<boolean> {
  const text = JSON.stringify(options)
  if (version === 0) {
    const made = await tx.$executeRaw`
      insert into rating_after_rule (campaign_id, organization_id, options, entered_by, entered_by_name, updated_at)
      values (${campaignId}::uuid, ${organizationId}::uuid, ${text}::jsonb, ${actor.userId}::uuid, ${actor.name}, ${at})
      on conflict do nothing`
    return made === 1
  }
  const changed = await tx.$executeRaw`
    update rating_after_rule set options = ${text}::jsonb, entered_by = ${actor.userId}::uuid, entered_by_name = ${actor.name},
        version = version + 1, updated_at = ${at}
     where campaign_id = ${campaignId}::uuid and version = ${version}`
  return changed === 1
}
