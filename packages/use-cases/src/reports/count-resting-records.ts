import type { Database, Tx } from '@nq15/db/client'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import {
  type AskedNumber,
  countByDeadline,
  countProceedings,
  countSessions,
} from '@nq15/db/reports/number-records.read'
import type { Scope } from '@nq15/db/scope'
import { ratingRuleSets } from '@nq15/domain/ratings'
import { legalNumbers } from '@nq15/domain/reports'
import { rulesOf } from '../ratings/campaign-rules.ts'

/** The reader's proofs: of the rules, of petitions and of discipline; null where he holds none, and then nothing is counted. */
type NumberReader = {
  readonly rules: Scope
  readonly petitions: Scope | null
  readonly discipline: Scope | null
}

/** Yearly ratings pinned to the reading of each rule set that the number is read from; one pinned to an earlier reading rests on that one. */
async function countPinnedCampaigns(tx: Tx, scope: Scope, asked: readonly AskedNumber[]) {
  const pinned = (await listCampaigns(tx, scope)).map(rulesOf)
  const resting = (code: string) =>
    pinned.filter(
      (one) =>
        one.code === code && one.reading?.readOn === ratingRuleSets.find((set) => set.code === code)?.reading?.readOn,
    ).length
  return new Map(asked.map(({ key, of }) => [key, resting(of)]))
}

const counters = {
  campaign: { count: countPinnedCampaigns, by: 'rules' },
  deadline: { count: countByDeadline, by: 'petitions' },
  reception: { count: countSessions, by: 'petitions' },
  limitation: { count: countProceedings, by: 'discipline' },
} as const
type Kind = keyof typeof counters
const kinds = Object.keys(counters) as readonly Kind[]

const askedOf = (kind: Kind): AskedNumber[] =>
  legalNumbers.flatMap(({ key, from, until, restsOn }) =>
    restsOn?.kind === kind
      ? [{ key, of: restsOn.of, from, until, ...(restsOn.kind === 'limitation' ? { form: restsOn.form } : {}) }]
      : [],
  )

/** How many records rest on each number of law, counted by the database in the reader's reach; what he may not read has no count. */
export async function countRestingRecords(db: Database, reader: NumberReader): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const kind of kinds) {
    const { count, by } = counters[kind]
    const scope = reader[by]
    if (!scope) continue
    const told = await db.asReader(scope, (tx) => count(tx, scope, askedOf(kind)))
    for (const [key, found] of told) counts.set(key, found)
  }
  return counts
}
