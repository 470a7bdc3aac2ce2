import type { PeriodStart } from '@nq15/domain/monitoring'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A back-test as it was made. */
export type BacktestRow<Result> = {
  readonly id: string
  readonly organizationId: string
  readonly from: PeriodStart
  readonly until: PeriodStart
  readonly ruleVersion: string
  readonly ruleHash: string
  readonly result: Result
  readonly madeByName: string
  readonly madeAt: Date
}

/** The last back-test of an organization; null before the first. */
export async function findLastBacktest<Result>(
  tx: Tx,
  _scope: Scope,
  organizationId: string,
): Promise<BacktestRow<Result> | null> {
  const [row] = await tx.$queryRaw<BacktestRow<Result>[]>`
    select id::text, organization_id::text as "organizationId", to_char(from_month, 'YYYY-MM-DD') as "from", to_char(to_month, 'YYYY-MM-DD') as until,
        rule_version as "ruleVersion", rule_hash as "ruleHash", result, made_by_name as "madeByName", made_at as "madeAt"
      from screening_backtest where organization_id = ${organizationId}::uuid order by made_at desc limit 1`
  return row ?? null
}
