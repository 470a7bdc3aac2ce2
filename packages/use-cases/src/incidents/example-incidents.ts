import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { IncidentAct, NewCommitment, NewIncident } from '@nq15/domain/incidents'
import { type AccountKey, type ExampleYear, exampleNow } from '../ratings/example-year.ts'
import type { IncidentsActing } from './incidents-hand.ts'
import { makeCommitment } from './make-commitment.ts'
import { openIncident } from './open-incident.ts'
import { takeIncidentStep } from './take-incident-step.ts'

/** Who acts, with the hand that writes for him. */
export function incidentsActing(year: ExampleYear, who: AccountKey): IncidentsActing {
  const { userId } = year.actors[who]
  const hand = proveScope(serviceActor('incidents', { requestId: 'r-1', onBehalfOf: userId }), 'case:decide')
  if (!hand) throw new Error('the hand lacks its permission')
  return { prove: (permission) => year.prove(who, permission), hand }
}

export const exampleDecision = { number: '9-QĐ/ĐU', decidedOn: '2026-12-08', body: 'Ban Thường vụ' }
/** A promise of the autumn whose day has passed. */
export const examplePromise: NewCommitment = {
  ...{ text: 'Chi trả bồi thường', audience: 'thôn Đông', announcedBy: 'UBND xã', channel: 'dialogue' },
  ...{ announcedOn: '2026-10-01', dueOn: '2026-12-07' },
}

/** A case of the example's commune, entered by its office. */
export async function exampleIncident(db: TestDatabase, year: ExampleYear, given: Partial<NewIncident> = {}) {
  const incident: NewIncident = {
    ...{ organizationId: year.organizations.commune, title: 'Bồi thường đất thôn Đông', place: 'thôn Đông' },
    ...{ matter: 'compensation', firstSeenOn: '2026-03-01', source: 'citizen-reception', level: 'commune' },
    ...{ projectCode: '', earlierCode: '' },
    ...given,
  }
  return openIncident(db.database, incidentsActing(year, 'office'), { requestId: newId(), incident, now: exampleNow })
}

/** Takes one step of a case as it stands. */
export async function stepExampleIncident(
  db: TestDatabase,
  year: ExampleYear,
  of: { readonly caseId: string; readonly who: AccountKey; readonly act: IncidentAct },
) {
  const { caseId, who, act } = of
  const [row] = await db.asOwner('select version from complex_case where id = $1', [caseId])
  const command = { requestId: newId(), caseId, version: Number(row?.['version']), act, now: exampleNow }
  return takeIncidentStep(db.database, incidentsActing(year, who), command)
}

/** Enters a promise of a case. */
export const promiseOfExample = (
  db: TestDatabase,
  year: ExampleYear,
  of: { readonly caseId: string; readonly commitment?: NewCommitment; readonly who?: AccountKey },
) =>
  makeCommitment(db.database, incidentsActing(year, of.who ?? 'office'), {
    ...{ requestId: newId(), caseId: of.caseId, commitment: of.commitment ?? examplePromise, now: exampleNow },
  })

/** From the entry to the work on it, each step by its person. */
export async function beginExample(db: TestDatabase, year: ExampleYear, caseId: string): Promise<void> {
  const people = { households: '31-100', participants: '11-30' } as const
  const acts: readonly (readonly [AccountKey, IncidentAct])[] = [
    ['office', { event: 'receive', note: '' }],
    ['office', { event: 'classify', matter: 'compensation', priority: 'A', cause: 'implementation', ...people }],
    [
      'committee',
      { event: 'assign', ...exampleDecision, leader: 'Bí thư Đảng ủy', leadBody: 'Đảng ủy', cooperating: '' },
    ],
    ['office', { event: 'add-milestone', title: 'Chi trả đợt một', dueOn: '2026-12-20' }],
    ['office', { event: 'start', plan: 'Đối thoại, chi trả.' }],
  ]
  for (const [who, act] of acts) {
    const taken = await stepExampleIncident(db, year, { caseId, who, act })
    if (!taken.ok) throw new Error(`${who} ${act.event}: ${JSON.stringify(taken)}`)
  }
}
