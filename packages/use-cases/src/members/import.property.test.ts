import { isLongRun, openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import type { MemberTexts } from '@nq15/domain/members'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judged, keepLittleTree, memberRow } from './example.ts'
import { takeImport } from './take-import.ts'

let db: TestDatabase
let ids: Awaited<ReturnType<typeof keepLittleTree>>
const operator = operatorScope('member:write')

beforeAll(async () => {
  db = await openTestDatabase()
  ids = await keepLittleTree(db)
})
afterAll(() => db.close())

/** Everything the product knows of members, without the ids and times that differ from run to run. */
const everything = () =>
  db.asOwner(`select m.card_number, m.file_number, m.full_name, m.kind, m.admitted_on::text, m.status, m.status_since::text, v.code,
      (select jsonb_agg(jsonb_build_array(s.kind, s.valid_from, s.valid_to) order by s.valid_from) from membership s where s.member_id = m.id) as homes,
      (select jsonb_agg(jsonb_build_array(p.post, p.title, p.is_leader, p.is_head, p.valid_from, p.valid_to)) from member_post p where p.member_id = m.id) as posts,
      (select jsonb_agg(jsonb_build_array(t.status, t.valid_from, t.valid_to)) from member_status t where t.member_id = m.id) as statuses
    from member m join organization_version v on v.organization_id = m.organization_id order by 1, 2, 3`)

const importParts = async (parts: readonly (readonly MemberTexts[])[]) => {
  await db.asOwner('truncate member, membership, member_post, member_status, discipline_record, import_run cascade')
  for (const rows of parts) {
    const { runId } = await judged(db, operator, { organizationId: ids.city, rows })
    const taken = await takeImport(db.database, operator, { runId, which: 'all' })
    if (!taken.ok) throw new Error(taken.refusal.code)
  }
  return everything()
}

const person = (index: number) =>
  fc
    .record({
      cellCode: fc.constantFrom('A.1', 'A.2', 'B.1'),
      hasCard: fc.boolean(),
      cellFrom: fc.constantFrom('', '01/07/2025', '2026-03-02'),
      status: fc.constantFrom('', 'exempt', 'suspended'),
      leads: fc.constantFrom('', 'Có'),
      post: fc.constantFrom('', '', 'Phó bí thư', 'Cấp ủy viên'),
    })
    .map(({ hasCard, cellCode, ...rest }) =>
      memberRow({
        ...rest,
        // One possible secretary a cell, so that no choice of parts contradicts another.
        ...(index < 3 ? { cellCode: ['A.1', 'A.2', 'B.1'][index] ?? '', post: 'Bí thư' } : { cellCode }),
        ...(hasCard
          ? { cardNumber: `01.00${1000 + index}` }
          : { cardNumber: '', fileNumber: `F${index}`, fullOn: '', admittedOn: '19/05/2025' }),
        statusFrom: rest.status === '' ? '' : '01/06/2026',
        cellFrom: hasCard || rest.cellFrom !== '01/07/2025' ? rest.cellFrom : '',
      }),
    )

const file = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => person(index))))

test('any order and any cutting of the same rows gives the same members, and twice is once', async () => {
  await fc.assert(
    fc.asyncProperty(
      file.chain((rows) =>
        fc.record({
          rows: fc.constant(rows),
          shuffled: fc.shuffledSubarray([...rows], { minLength: rows.length }),
          cuts: fc.array(fc.integer({ min: 0, max: rows.length }), { maxLength: 3 }),
        }),
      ),
      async ({ rows, shuffled, cuts }) => {
        const whole = await importParts([rows])
        expect(whole).toHaveLength(rows.length)
        const edges = [0, ...cuts.toSorted((left, right) => left - right), rows.length]
        const parts = edges.slice(1).map((edge, index) => shuffled.slice(edges[index], edge))
        expect(await importParts(parts)).toEqual(whole)
        expect(await importParts([rows, shuffled])).toEqual(whole)
      },
    ),
    { numRuns: isLongRun ? 60 : 5 },
  )
})
