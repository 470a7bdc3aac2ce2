import type { PeriodStart } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

/** Alarms that wait for an answer within the scope, those told to the superior among them, and the first day one is due. */
export type OpenAlarms = { readonly count: number; readonly escalated: number; readonly dueOn: LegalDay | null }

/** Counts the alarms that wait for an answer: one statement. */
export async function countOpenAlarms(tx: Tx, scope: Scope): Promise<OpenAlarms> {
  const [row] = await tx.$queryRaw<OpenAlarms[]>`
    select count(*)::int as count, count(*) filter (where x.state = 'escalated')::int as escalated, to_char(min(x.due_on), 'YYYY-MM-DD') as "dueOn"
      from alarm x where x.state in ('raised', 'escalated') and ${withinReach(scope)}`
  return row ?? { count: 0, escalated: 0, dueOn: null }
}

/** Cells within the scope that owe the monthly sheet of a month; `onlyId` where it is a single one. */
export type OwedSheets = { readonly missing: number; readonly onlyId: string | null }

/** Counts the cells that owe their monthly sheet: one statement. */
export async function countOwedSheets(
  tx: Tx,
  scope: Scope,
  { start, day }: { readonly start: PeriodStart; readonly day: LegalDay },
): Promise<OwedSheets> {
  const [row] = await tx.$queryRaw<OwedSheets[]>`
    select count(*)::int as missing, case when count(*) = 1 then min(x.organization_id::text) end as "onlyId"
      from organization_version x
     where x.side = 'party' and x.org_type in ('cell', 'grassroots-cell', 'subordinate-cell') and x.valid_from <= ${day}::date and ${day}::date < x.valid_to
       and ${withinReach(scope)}
       and not exists (select from monitoring_fact f where f.organization_id = x.organization_id and f.sheet = 'cell-month' and f.subject = ''
         and f.period_start = ${start}::date and f.superseded_at is null)`
  return row ?? { missing: 0, onlyId: null }
}
