import type { PeriodStart } from '@nq15/domain/monitoring'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** Stores a back-test with the rules it was made by; answers its id. */
export async function insertBacktest(
  tx: Tx,
  { actor }: Scope,
  made: {
    readonly organizationId: string
    readonly from: PeriodStart
    readonly until: PeriodStart
    readonly ruleVersion: string
    readonly ruleHash: string
    readonly result: unknown
  },
): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    insert into screening_backtest (id, organization_id, from_month, to_month, rule_version, rule_hash, result, made_by, made_by_name)
    values (${id}::uuid, ${made.organizationId}::uuid, ${made.from}::date, ${made.until}::date, ${made.ruleVersion}, ${made.ruleHash},
      ${JSON.stringify(made.result)}::jsonb, ${actor.userId}::uuid, ${actor.name})`
  return id
}
