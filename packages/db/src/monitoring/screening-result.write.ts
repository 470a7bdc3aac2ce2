import type { Answer, PeriodStart } from '@nq15/domain/monitoring'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import { shortOf } from './screening-result.read.ts'

/** What was found of an organization, ready to be stored. */
export type NewResult = {
  readonly organizationId: string
  readonly month: PeriodStart
  readonly answers: readonly Answer[]
  readonly levels: {
    readonly A: number | null
    readonly B: number | null
    readonly C: number | null
    readonly D: number | null
  }
  readonly hash: string
  readonly ruleHash: string
  /** The standing result it follows, for the same month. */
  readonly follows: { readonly id: string; readonly version: number } | null
}

const codesOf = (answers: readonly Answer[], status: string) => [
  ...new Set(answers.filter((one) => one.status === status).map(({ indicator }) => indicator)),
]

/** Stores results, many in two statements; answers their ids by organization. */
export async function insertResults(
  tx: Tx,
  _scope: Scope,
  { runId, results }: { readonly runId: string; readonly results: readonly NewResult[] },
): Promise<ReadonlyMap<string, string>> {
  if (results.length === 0) return new Map()
  const rows = results.map(({ answers, levels, follows, ...row }) => ({
    ...row,
    id: newId(),
    answers: answers.filter(({ status }) => status !== 'not-applicable').map(shortOf),
    a: levels.A,
    b: levels.B,
    c: levels.C,
    d: levels.D,
    reds: codesOf(answers, 'red'),
    yellows: codesOf(answers, 'yellow'),
    missing: codesOf(answers, 'no-data'),
    follows: follows?.id ?? null,
    version: (follows?.version ?? 0) + 1,
  }))
  const followed = rows.flatMap(({ follows }) => (follows ? [follows] : []))
  if (followed.length > 0) {
    await tx.$executeRaw`update screening_result set superseded_at = clock_timestamp() where id = any (${followed}::uuid[]) and superseded_at is null`
  }
  await tx.$executeRaw`
    insert into screening_result (id, organization_id, month, run_id, answers, level_a, level_b, level_c, level_d, reds, yellows, missing, hash, rule_hash, version)
    select r.id, r."organizationId", r.month, ${runId}::uuid, r.answers, r.a, r.b, r.c, r.d, r.reds, r.yellows, r.missing, r.hash, r."ruleHash", r.version
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "organizationId" uuid, month date, answers jsonb, a smallint, b smallint,
        c smallint, d smallint, reds text[], yellows text[], missing text[], hash text, "ruleHash" text, version integer)`
  return new Map(rows.map(({ organizationId, id }) => [organizationId, id]))
}
