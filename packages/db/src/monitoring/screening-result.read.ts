import { type Answer, type PeriodStart, signalStatuses } from '@nq15/domain/monitoring'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const input = z.union([
  z.number(),
  z.boolean(),
  z.string(),
  z.object({ fraction: z.string() }),
  z.array(z.union([z.number(), z.string(), z.null()])),
  z.null(),
])
const answer = z.object({
  indicator: z.string(),
  subject: z.string(),
  subjectName: z.string().nullable(),
  period: z.string(),
  status: z.enum(signalStatuses),
  value: z.union([z.string(), z.boolean(), z.null()]),
  inputs: z.record(z.string(), input),
  missing: z.array(z.string()),
  sheetIds: z.array(z.string()),
  since: z.string(),
  cells: z.partialRecord(z.enum(signalStatuses), z.number()).optional(),
  peers: z.number().optional(),
  typed: z.array(z.string()).optional(),
})

/** The stored form of an answer, short, since there are half a million a month. */
export type ShortAnswer = readonly [
  indicator: string,
  subject: string,
  subjectName: string | null,
  period: string,
  status: string,
  value: string | boolean | null,
  inputs: Answer['inputs'],
  missing: readonly string[],
  sheetIds: readonly string[],
  since: string,
  more: { readonly cells?: Answer['cells']; readonly peers?: number; readonly typed?: Answer['typed'] },
]

/** An answer as it is stored. */
export const shortOf = (one: Answer): ShortAnswer => [
  one.indicator,
  one.subject,
  one.subjectName,
  one.period,
  one.status,
  one.value,
  one.inputs,
  one.missing,
  one.sheetIds,
  one.since,
  {
    ...(one.cells ? { cells: one.cells } : {}),
    ...(one.peers === undefined ? {} : { peers: one.peers }),
    ...(one.typed ? { typed: one.typed } : {}),
  },
]

/** An answer as it was stored. */
export function answerOf(short: unknown): Answer {
  const [indicator, subject, subjectName, period, status, value, inputs, missing, sheetIds, since, more] =
    short as ShortAnswer
  return answer.parse({
    indicator,
    subject,
    subjectName,
    period,
    status,
    value,
    inputs,
    missing,
    sheetIds,
    since,
    ...more,
  }) as Answer
}

/** What was found of an organization for a month, the version in force. */
export type ResultRow = {
  readonly id: string
  readonly organizationId: string
  readonly month: PeriodStart
  readonly runId: string
  readonly answers: readonly Answer[]
  readonly levels: {
    readonly A: number | null
    readonly B: number | null
    readonly C: number | null
    readonly D: number | null
  }
  readonly reds: readonly string[]
  readonly yellows: readonly string[]
  readonly missing: readonly string[]
  readonly ruleHash: string
  readonly hash: string
  readonly version: number
  readonly judgedAt: Date
}

type Row = Omit<ResultRow, 'answers' | 'levels'> & {
  answers: unknown[]
  a: number | null
  b: number | null
  c: number | null
  d: number | null
}
const resultOf = ({ answers, a, b, c, d, ...row }: Row): ResultRow => ({
  ...row,
  answers: answers.map(answerOf),
  levels: { A: a, B: b, C: c, D: d },
})

/** The latest results of an organization, newest month first; `months` of them at most. */
export async function listResults(
  tx: Tx,
  _scope: Scope,
  {
    organizationId,
    until,
    months,
  }: { readonly organizationId: string; readonly until: PeriodStart; readonly months: number },
): Promise<ResultRow[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select id::text, organization_id::text as "organizationId", to_char(month, 'YYYY-MM-DD') as month, run_id::text as "runId", answers,
        level_a as a, level_b as b, level_c as c, level_d as d, coalesce(reds, '{}') as reds, coalesce(yellows, '{}') as yellows,
        coalesce(missing, '{}') as missing, rule_hash as "ruleHash", hash, version, judged_at as "judgedAt"
      from screening_result where organization_id = ${organizationId}::uuid and month <= ${until}::date and superseded_at is null
     order by month desc limit ${months}`
  return rows.map(resultOf)
}

/** Ids, hashes and versions of the standing results of a month: whoever is judged again the same is not written again. */
export async function listResultHashes(
  tx: Tx,
  _scope: Scope,
  { organizationIds, month }: { readonly organizationIds: readonly string[]; readonly month: PeriodStart },
): Promise<ReadonlyMap<string, { id: string; hash: string; version: number }>> {
  const rows = await tx.$queryRaw<{ organizationId: string; id: string; hash: string; version: number }[]>`
    select organization_id::text as "organizationId", id::text, hash, version from screening_result
     where organization_id = any (${[...organizationIds]}::uuid[]) and month = ${month}::date and superseded_at is null`
  return new Map(rows.map(({ organizationId, ...row }) => [organizationId, row]))
}
