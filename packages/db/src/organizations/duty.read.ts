import { dutyBearers, dutyKinds } from '@nq15/domain/organizations'
import { confidences, type LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'
import type { VisitsWanted } from './visit.read.ts'

const dayRow = z.object({
  receptionId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  bearer: z.enum(dutyBearers),
  bearerName: z.string(),
  /** Who entered it; null where the reception desk keeps it. */
  userId: z.string().nullable(),
  heldOn: z.string(),
  note: z.string(),
  version: z.number(),
})
/** A day on which somebody received citizens; days taken back are left out. */
export type ReceptionDayRow = z.infer<typeof dayRow>

/**
 * Days of reception held within the scope, the newest first: of organizations themselves, or entered by somebody. A head's day
 * at the reception desk comes from its sessions, and stands once when somebody has entered it too.
 */
export async function listReceptionDays(
  tx: Tx,
  scope: Scope,
  {
    organizationIds,
    userId,
    from,
    to,
    limit,
  }: Omit<VisitsWanted, 'below'> & { readonly organizationIds?: readonly string[] },
): Promise<ReceptionDayRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    with held as (
      select d.id, d.organization_id, d.bearer, d.bearer_name, null::uuid as user_id, d.held_on, '' as note, 1 as version, d.held_on::timestamptz as created_at
        from app.days_of_the_desk() d
      union all
      select e.id, e.organization_id, e.bearer, e.bearer_name, e.user_id, e.held_on, e.note, e.version, e.created_at
        from reception_day e
       where e.taken_back_on is null and not exists (select from app.days_of_the_desk() d
         where d.organization_id = e.organization_id and d.bearer = e.bearer and d.held_on = e.held_on))
    select x.id::text as "receptionId", x.organization_id::text as "organizationId",
        coalesce((select v.name from organization_version v where v.organization_id = x.organization_id
          order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1), '…') as "organizationName",
        x.bearer, x.bearer_name as "bearerName", x.user_id::text as "userId", to_char(x.held_on, 'YYYY-MM-DD') as "heldOn", x.note, x.version
      from held x
     where ${withinReach(scope)}
       and (${from ?? null}::date is null or x.held_on >= ${from ?? null}::date) and (${to ?? null}::date is null or x.held_on <= ${to ?? null}::date)
       and (${userId ?? null}::uuid is null or x.user_id = ${userId ?? null}::uuid)
       and ${organizationIds === undefined ? Prisma.sql`true` : Prisma.sql`x.organization_id = any (${[...organizationIds]}::uuid[])`}
     order by x.held_on desc, x.created_at desc limit ${limit}`
  return rows.map((one) => dayRow.parse(one))
}

const normRow = z.object({
  organizationId: z.string(),
  organizationName: z.string(),
  duty: z.enum(dutyKinds),
  bearer: z.enum(dutyBearers),
  perMonth: z.number(),
  document: z.string(),
  provision: z.string(),
  confidence: z.enum(confidences),
  validFrom: z.string(),
  setByName: z.string(),
})
/** A norm as a committee set it. */
export type DutyNormRow = z.infer<typeof normRow>

/**
 * The norms in force on a day for an organization: of itself and of everything above it. The nearest committee comes first,
 * of one committee the newest.
 */
export async function listDutyNorms(
  tx: Tx,
  scope: Scope,
  { organizationId, day }: { organizationId: string; day: LegalDay },
): Promise<DutyNormRow[]> {
  return (await listDutyNormsOfEach(tx, scope, { organizationIds: [organizationId], day })).get(organizationId) ?? []
}

/** The same for many organizations in one statement; one without any norm is not in the answer. */
export async function listDutyNormsOfEach(
  tx: Tx,
  _scope: Scope,
  { organizationIds, day }: { organizationIds: readonly string[]; day: LegalDay },
): Promise<Map<string, DutyNormRow[]>> {
  const rows = await tx.$queryRaw<(object & { heldFor: string })[]>`
    with norms as materialized (
      select n.organization_id, n.duty, n.bearer, n.per_month, n.document, n.provision, n.confidence, n.valid_from, n.set_by_name,
          (select count(*) from app.organization_reach d where d.above_id = n.organization_id and d.valid_from <= ${day}::date and ${day}::date < d.valid_to) as below,
          coalesce((select v.name from organization_version v where v.organization_id = n.organization_id
            order by (v.valid_from <= ${day}::date and ${day}::date < v.valid_to) desc, v.valid_from desc limit 1), '…') as organization_name
        from duty_norm n
       where n.valid_from <= ${day}::date and n.organization_id in (select r.above_id from app.organization_reach r
         where r.organization_id = any (${[...organizationIds]}::uuid[]) and r.valid_from <= ${day}::date and ${day}::date < r.valid_to))
    select r.organization_id::text as "heldFor", n.organization_id::text as "organizationId", n.duty, n.bearer, n.per_month as "perMonth", n.document,
        n.provision, n.confidence, to_char(n.valid_from, 'YYYY-MM-DD') as "validFrom", n.set_by_name as "setByName", n.organization_name as "organizationName"
      from norms n join app.organization_reach r on r.above_id = n.organization_id
     where r.organization_id = any (${[...organizationIds]}::uuid[]) and r.valid_from <= ${day}::date and ${day}::date < r.valid_to
     order by n.below, n.valid_from desc`
  const byOrganization = new Map<string, DutyNormRow[]>()
  for (const { heldFor, ...norm } of rows)
    byOrganization.set(heldFor, [...(byOrganization.get(heldFor) ?? []), normRow.parse(norm)])
  return byOrganization
}
