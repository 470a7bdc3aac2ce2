import type { Figures, IndicatorPeriod, PeriodStart } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** What the registers of reception and petitions say of the areas in a period, by the organization that answers for each; one statement. */
export async function countPetitionFacts(
  tx: Tx,
  _scope: Scope,
  { kind, first, last }: { readonly kind: IndicatorPeriod; readonly first: PeriodStart; readonly last: LegalDay },
): Promise<ReadonlyMap<string, Figures>> {
  const rows = await tx.$queryRaw<{ organizationId: string; figures: Figures }[]>`
    select organization_id::text as "organizationId", figures from app.petition_area_facts(${kind}, ${first}::date, ${last}::date) order by 1`
  return new Map(rows.map(({ organizationId, figures }) => [organizationId, figures]))
}

/** A counted sheet that stands, as far as counting anew compares with it. */
type StandingCount = { readonly id: string; readonly version: number; readonly figures: Figures }

/** The counted sheets of a period that stand, by organization. */
export async function listStandingCounts(
  tx: Tx,
  _scope: Scope,
  { sheet, start }: { readonly sheet: string; readonly start: PeriodStart },
): Promise<ReadonlyMap<string, StandingCount>> {
  const rows = await tx.$queryRaw<(StandingCount & { organizationId: string })[]>`
    select organization_id::text as "organizationId", id::text, version, figures from monitoring_fact
     where sheet = ${sheet} and subject = '' and period_start = ${start}::date and superseded_at is null`
  return new Map(rows.map(({ organizationId, ...row }) => [organizationId, row]))
}
