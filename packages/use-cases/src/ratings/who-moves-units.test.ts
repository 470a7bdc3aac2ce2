import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { unitStates, whoseStep } from '@nq15/domain/ratings'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decideUnits } from './decide-units.ts'
import { type ExampleUnits, exampleUnits, report, type UnitAccount } from './example-units.ts'
import { exampleNow } from './example-year.ts'
import { type UnitMove, unitMoves } from './move-unit.ts'
import { readUnitBoard } from './read-unit-board.ts'
import { readUnitPage } from './read-unit-page.ts'
import { recordUnitFact } from './record-unit.ts'

let db: TestDatabase
let units: ExampleUnits
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  units = await exampleUnits(db)
})

const stateOf = async (place: string) => (await units.unit(place)).state

describe('who may take which step', () => {
  const acting: Readonly<Record<string, { place: 'unit' | 'intermediate' | 'decider'; who: readonly UnitAccount[] }>> =
    {
      'unit:report unit': { place: 'unit', who: ['subSecretary'] },
      'unit:report intermediate': { place: 'intermediate', who: ['sectionSecretary'] },
      'unit:appraise decider': { place: 'decider', who: ['office'] },
    }
  const page: Readonly<Record<string, Partial<Record<UnitMove, string>>>> = {
    'not-started': {},
    'in-work': { send: 'with-intermediate' },
    'with-intermediate': { withdraw: 'in-work', forward: 'sent', return: 'returned' },
    sent: { withdraw: 'in-work', 'take-up': 'appraising', return: 'returned' },
    appraising: { return: 'returned', accept: 'appraised' },
    returned: { send: 'with-intermediate' },
    appraised: { reopen: 'appraising', return: 'returned' },
    decided: {},
  }

  test('every step by every account from every state: only the page of the regulation is open', async () => {
    await report(db, units, { who: 'subSecretary', at: 'sub', level: 'T' })
    const { id } = await units.unit('sub')
    const taken: string[] = []
    const expected: string[] = []
    for (const state of unitStates) {
      for (const move of unitMoves) {
        const event = move === 'send' ? 'submit' : move
        const { permission, place } = whoseStep(event, state)
        const to = page[state]?.[move]
        const lawful = to ? (acting[`${permission} ${place}`]?.who ?? []) : []
        for (const who of lawful) expected.push(`${state} ${move} ${who} -> ${to}`)
        for (const who of Object.keys(units.actors) as UnitAccount[]) {
          // Nobody without either right gets as far as the database; that gate is tried in the table of permissions.
          if (!units.prove(who, 'unit:report') && !units.prove(who, 'unit:appraise')) continue
          await db.asOwner(`update rating_unit_case set state = $2, return_reason = 'x' where id = $1`, [id, state])
          const answer = await units.move(who, 'sub', move, { reason: 'Lý do' })
          const after = await stateOf('sub')
          if (answer === 'done') taken.push(`${state} ${move} ${who} -> ${after}`)
          else expect(after).toBe(state)
        }
      }
    }
    expect(taken.toSorted()).toEqual(expected.toSorted())
  }, 600_000)

  test('pages and boards are of those whose grants reach them; the city reads, and acts on nothing of the commune’s', async () => {
    const seen: string[] = []
    for (const who of Object.keys(units.actors) as UnitAccount[]) {
      const scopes = (['unit:report', 'unit:appraise', 'unit:decide', 'rating:overview'] as const).flatMap(
        (one) => units.prove(who, one) ?? [],
      )
      const own = await readUnitPage(db.database, scopes, { year: 2026, organizationId: String(units.places['cell']) })
      const board = await readUnitBoard(db.database, scopes, { year: 2026, deciderId: String(units.places['commune']) })
      const acts = [...(own?.units ?? []), ...(board?.rows ?? [])].some(
        ({ moves, mayReport, mayChangeLevel, mayRecord }) =>
          moves.length > 0 || mayReport || mayChangeLevel || mayRecord,
      )
      if (own || board) seen.push(`${who}: ${own ? 'page' : '-'} ${board ? 'board' : '-'} ${acts ? 'acts' : 'reads'}`)
    }
    expect(seen).toEqual([
      'secretary: page - acts',
      'office: page board acts',
      'committee: page board reads',
      'deputyCommittee: page board reads',
      'board: page board reads',
      'standingCommittee: page board reads',
      'cityOffice: page board reads',
      'areaMember: page board reads',
      'communeSecretary: page - reads',
    ])
  })
})

describe('a closed year', () => {
  const edits = [
    `update rating_unit_case set appraised_level = 'XS', appraised_reason = 'x'`,
    `update rating_unit_report set general_points = 30`,
    `update rating_unit_fact set withdrawn_at = now(), withdrawn_reason = 'x', withdrawn_by_name = 'x'`,
    `update rating_cell_file set state = 'in-work'`,
    `update rating_self_assessment set general_points = 30`,
  ]

  test('no request changes it, and none that unlocks and edits at once', async () => {
    await report(db, units, { who: 'secretary', at: 'cell', level: 'T' })
    await db.asOwner(
      `insert into rating_self_assessment (id, case_id, organization_id, member_id, entered_by, entered_by_name)
        select app.uuid_v7(), id, organization_id, member_id, app.uuid_v7(), 'x' from rating_case where organization_id = $1 limit 1`,
      [units.places['cell']],
    )
    const { id: caseId } = await units.unit('cell')
    const fact = { kind: 'disunity', form: null, documentNumber: '1', decidedOn: '2026-06-01', issuedBy: 'x' } as const
    await recordUnitFact(db.database, units.scope('office', 'unit:appraise'), {
      requestId: newId(),
      caseId,
      now: exampleNow,
      ...fact,
    })
    await db.asOwner(`update rating_campaign set state = 'closed'`)
    const office = units.scope('office', 'unit:appraise')
    const setup = units.scope('board', 'campaign:setup')
    for (const edit of edits) {
      const alone = db.database.asActor(office, (tx) => tx.$executeRawUnsafe(edit))
      await expect(alone, edit).rejects.toThrow('not open')
      const unlocked = db.database.asActor(setup, async (tx) => {
        await tx.$executeRawUnsafe(`update rating_campaign set state = 'open'`)
        return tx.$executeRawUnsafe(edit)
      })
      // The board of the city may not touch members' rows at all; of the others the guard says no.
      const outcome = await unlocked.then(
        (rows) => `wrote ${rows}`,
        (error: unknown) => String(error),
      )
      expect(outcome.startsWith('wrote') && outcome !== 'wrote 0', `${edit}: ${outcome}`).toBe(false)
      const [campaign] = await db.asOwner('select state from rating_campaign')
      if (campaign?.['state'] !== 'closed') await db.asOwner(`update rating_campaign set state = 'closed'`)
    }
    expect(await units.move('secretary', 'cell', 'send')).toEqual({ code: 'CAMPAIGN_NOT_OPEN' })
    const decision = {
      ...{
        requestId: newId(),
        campaignId: units.campaignId,
        deciderId: String(units.places['commune']),
        caseIds: [caseId],
      },
      ...{
        decisionNumber: '1-QĐ',
        decidedOn: '2026-12-08',
        signerName: 'A',
        signerTitle: 'B',
        exceptionDecisionNumber: null,
      },
    }
    expect(
      await decideUnits(db.database, units.scope('committee', 'unit:decide'), { ...decision, now: exampleNow }),
    ).toEqual({
      ok: false,
      refusal: { code: 'CAMPAIGN_NOT_OPEN' },
    })
  })
})
