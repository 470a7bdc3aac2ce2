import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

/** A level of an organization as it was decided, with the decision it stands on. */
export type DecidedLevel = {
  readonly year: number
  readonly outcome: 'XS' | 'T' | 'HT' | 'KHT' | 'NOT_RATED'
  readonly points: number | null
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
}

/** The standing levels of an organization itself, newest year first; empty where it is not the reader's to see. */
export async function listDecidedLevels(
  tx: Tx,
  scope: Scope,
  { organizationId, limit }: { readonly organizationId: string; readonly limit: number },
): Promise<DecidedLevel[]> {
  if (!isId(organizationId)) return []
  return tx.$queryRaw<DecidedLevel[]>`
    select x.year, x.outcome, x.total_points::float8 as points, x.decision_number as "decisionNumber", to_char(x.decided_on, 'YYYY-MM-DD') as "decidedOn"
      from rating_unit_level x
     where x.organization_id = ${organizationId}::uuid and x.subject = x.organization_subject and x.superseded_at is null and ${withinReach(scope)}
     order by x.year desc, x.decided_on desc, x.id desc limit ${limit}`
}
