import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { Permission } from '@nq15/domain/access'
import { type Level, levels } from '@nq15/domain/ratings'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideCorrection, prepareCorrection } from './correct-rating.ts'
import { amendForm, correctionForm, type DecidedYear, decidedYear, pastYear, tellAll } from './example-decided.ts'
import { type AccountKey, exampleDay, exampleNow as now } from './example-year.ts'
import { fileAppeal } from './file-appeal.ts'
import { notifyDecision } from './notify-decision.ts'
import { reconsiderRating } from './reconsider-rating.ts'

let db: TestDatabase
let decided: DecidedYear
let old: Awaited<ReturnType<typeof pastYear>>
beforeAll(async () => {
  db = await openTestDatabase()
  decided = await decidedYear(db)
  // Six of one kind: one may be XS, with the exception's 25 % still one.
  const people = { clerk: 'XS', farmer: 'T', deputy: 'T', elder: 'T', newcomer: 'T', secretary: 'T' }
  old = await pastYear(db, decided, { rated: 2024, levels: people })
  await tellAll(db, { ...decided, of: { ...decided.of, campaignId: old.campaignId } })
})
afterAll(() => db.close())

let numbers = 100
const document = (exception: string | null) => {
  numbers += 1
  return { ...amendForm, decisionNumber: `${numbers}-QĐ/ĐU`, exceptionDecisionNumber: exception }
}

const step = fc.record({
  act: fc.constantFrom('correct', 'complain', 'answer', 'tell'),
  who: fc.constantFrom('clerk', 'farmer', 'deputy'),
  level: fc.constantFrom(...levels),
  exception: fc.constantFrom(null, null, '9-QĐ/TU'),
})

async function take({
  act,
  who,
  level,
  exception,
}: {
  act: string
  who: string
  level: Level
  exception: string | null
}) {
  const caseId = old.cases[who as 'clerk'] ?? ''
  const office = decided.year.scope('office', 'rating:board')
  const committee = decided.year.scope('committee', 'rating:decide')
  const secretary = decided.year.scope('secretary', 'rating:work')
  const one = { requestId: newId(), now }
  if (act === 'tell') {
    const of = { campaignId: old.campaignId, committeeId: decided.of.committeeId }
    return notifyDecision(db.database, office, { ...of, ...one, noticeOn: exampleDay })
  }
  if (act === 'complain') {
    const form = { filedOn: exampleDay, grounds: 'Đề nghị xem lại mức này.', wantedLevel: null }
    return fileAppeal(db.database, secretary, { ...form, ...one, caseId })
  }
  if (act === 'answer') {
    const [open] = await db.asOwner(`select id, version from rating_appeal where case_id = $1 and state = 'filed'`, [
      caseId,
    ])
    const answer = { outcome: 'changed', answer: 'Chấp nhận kiến nghị này.', level, ...document(exception) } as const
    return reconsiderRating(db.database, committee, {
      ...{ ...answer, ...one, appealId: String(open?.['id'] ?? newId()), version: Number(open?.['version'] ?? 1) },
    })
  }
  const prepared = await prepareCorrection(db.database, office, { ...correctionForm, level, ...one, caseId })
  const [waiting] = await db.asOwner(
    `select id, version from rating_correction where case_id = $1 and state = 'prepared'`,
    [caseId],
  )
  if (!waiting) return prepared
  const given = { ...document(exception), requestId: newId(), now }
  return decideCorrection(db.database, committee, {
    ...{ ...given, correctionId: String(waiting['id']), version: Number(waiting['version']) },
  })
}

test('no sequence ends above the quota without an exception; every person has one standing level, and all versions hang together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      for (const one of steps) await take(one)
      const [xs] = await db.asOwner(
        `select count(*)::int as n from rating where year = 2024 and superseded_at is null and outcome = 'XS'`,
      )
      // Limit of six people: one, at 20 % and at 25 % alike.
      expect(xs?.['n']).toBeLessThanOrEqual(1)
      const [broken] = await db.asOwner(`select
          (select count(*)::int from rating where year = 2024 and superseded_at is null) as standing,
          (select count(*)::int from rating r where year = 2024 and r.superseded_at is not null and not exists (select from rating n where n.replaces_id = r.id)) as loose,
          (select count(*)::int from rating r join rating_decision d on d.id = r.decision_id where r.year = 2024 and (d.kind = 'members') <> (r.replaces_id is null)) as unlinked,
          (select sum(count)::int from rating_count where campaign_id = '${old.campaignId}' and stage = 'decided') as counted`)
      expect(broken).toMatchObject({ standing: 6, loose: 0, unlinked: 0 })
      if (broken?.['counted'] !== null) expect(broken?.['counted']).toBe(6)
      expect(await db.asOwner('select state from rating_campaign where id = $1', [old.campaignId])).toEqual([
        { state: 'closed' },
      ])
    }),
    { numRuns: 8 },
  )
})

/* Past the use cases, straight into the database, with every right a request of the deciding commune or the city's board has. */
test.each<[string, AccountKey, Permission, string]>([
  ['unlock', 'board', 'campaign:setup', `update rating_campaign set state = 'open' where id = $1`],
  [
    'unlock and edit at once',
    'board',
    'campaign:setup',
    `with opened as (update rating_campaign set state = 'open' where id = $1 returning id)
     update rating_cell_file set state = 'in-work' where campaign_id in (select id from opened)`,
  ],
  ['archive and go back', 'board', 'campaign:setup', `update rating_campaign set state = 'draft' where id = $1`],
  [
    'change its days',
    'board',
    'campaign:setup',
    `update rating_campaign set cut_off_on = cut_off_on + 1 where id = $1`,
  ],
  [
    'propose another level',
    'committee',
    'rating:decide',
    `update rating_case set proposed_level = 'XS' where campaign_id = $1`,
  ],
  ['move its file', 'office', 'rating:board', `update rating_cell_file set state = 'in-work' where campaign_id = $1`],
  [
    'add a count record',
    'secretary',
    'rating:work',
    `insert into rating_tally (id, campaign_id, organization_id, entry, entered_by, entered_by_name)
     select gen_random_uuid(), campaign_id, organization_id, 1, gen_random_uuid(), 'x' from rating_cell_file where campaign_id = $1`,
  ],
  [
    'write a self-review',
    'member',
    'rating:self',
    `insert into rating_self_assessment (id, case_id, organization_id, member_id, entered_by, entered_by_name)
     select gen_random_uuid(), id, organization_id, member_id, gen_random_uuid(), 'x' from rating_case where campaign_id = $1`,
  ],
  [
    'rewrite a level',
    'committee',
    'rating:decide',
    `update rating r set outcome = 'XS' from rating_case c where c.id = r.case_id and c.campaign_id = $1`,
  ],
  [
    'decide it again',
    'committee',
    'rating:decide',
    `insert into rating (id, decision_id, case_id, member_id, organization_id, committee_id, year, subject, outcome, reasoning, decision_number, decided_on)
     select gen_random_uuid(), r.decision_id, r.case_id, r.member_id, r.organization_id, r.committee_id, 2030, r.subject, 'XS', '{}', 'x', now()
       from rating r join rating_case c on c.id = r.case_id join rating_decision d on d.id = r.decision_id and d.kind = 'members' where c.campaign_id = $1`,
  ],
])('a closed year: %s is refused by the database itself', async (_, who, permission, sql) => {
  const act = db.database.asActor(decided.year.scope(who, permission), (tx) =>
    tx.$executeRawUnsafe(sql.replace('$1', `'${old.campaignId}'::uuid`)),
  )
  await expect(act).rejects.toThrow(/closed year is|year is not open|superseded, never rewritten/)
})
