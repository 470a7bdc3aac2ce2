import type { SignalFacts } from '@nq15/domain/monitoring'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const signRow = z.object({
  signId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  code: z.string(),
  kind: z.enum(['red', 'yellow', 'contradiction', 'outlier', 'trend', 'manual']),
  since: z.string(),
  month: z.string(),
  // Written by the screening from what the domain made.
  facts: z.custom<SignalFacts>((value) => typeof value === 'object' && value !== null),
  evidence: z.string().nullable(),
  raisedAt: z.date(),
})
/** An open sign with the facts its sentence is made of. */
export type OpenSign = z.infer<typeof signRow>

/** The open signs of some organizations and, with `below`, of what stands under them; graver kinds first, newest first. */
export async function listOpenSigns(
  tx: Tx,
  scope: Scope,
  { organizationIds, below, limit }: { organizationIds: readonly string[]; below: boolean; limit: number },
): Promise<OpenSign[]> {
  const ids = organizationIds.filter(isId)
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "signId", x.organization_id::text as "organizationId", x.code, x.kind, to_char(x.since, 'YYYY-MM-DD') as since,
        to_char(x.month, 'YYYY-MM-DD') as month, x.latest as facts, x.evidence, x.raised_at as "raisedAt",
        coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…')
          as "organizationName"
      from sign_record x
     where x.state = 'open' and ${withinReach(scope)}
       and x.organization_id in (select unnest(${[...ids]}::uuid[]) union select b.organization_id from app.organization_reach b
         where ${below} and b.above_id = any (${[...ids]}::uuid[]) and b.valid_from <= app.today() and app.today() < b.valid_to)
     order by array_position(array['red', 'manual', 'contradiction', 'yellow', 'trend', 'outlier'], x.kind), x.raised_at desc, x.id limit ${limit}`
  return rows.map((one) => signRow.parse(one))
}

const colourRow = z.object({ code: z.string(), month: z.string(), status: z.string() })
/** What an indicator said of an organization in a judged month. */
export type ColourOfMonth = z.infer<typeof colourRow>

/** The statuses of some indicators of one organization over its judged months, newest first. */
export async function listColours(
  tx: Tx,
  scope: Scope,
  { organizationId, codes, months }: { organizationId: string; codes: readonly string[]; months: number },
): Promise<ColourOfMonth[]> {
  if (!isId(organizationId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select a ->> 0 as code, to_char(x.month, 'YYYY-MM-DD') as month, a ->> 4 as status
      from (select * from screening_result x where x.organization_id = ${organizationId}::uuid and x.superseded_at is null and ${withinReach(scope)}
        order by x.month desc limit ${months}) x cross join lateral jsonb_array_elements(x.answers) a
     where ${codes.length === 0} or a ->> 0 = any (${[...codes]}::text[]) order by x.month desc, 1`
  return rows.map((one) => colourRow.parse(one))
}
