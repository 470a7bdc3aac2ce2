import { readStanding } from '@nq15/db/access/account.read'
import { listBreakGlasses } from '@nq15/db/access/break-glass.read'
import { insertBreakGlass } from '@nq15/db/access/break-glass.write'
import { listReadersOfOrganization, listReadersOfOwnFile } from '@nq15/db/access/readers.read'
import { newId } from '@nq15/db/ids'
import { recordListRead } from '@nq15/db/members/list-trail.read'
import { readMember } from '@nq15/db/members/member.read'
import { listMembers } from '@nq15/db/members/member-list.read'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { Permission } from '@nq15/domain/access'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AccountKey, accountKeys, type ExampleYear, exampleYear } from '../ratings/example-year.ts'
import { endBreakGlass } from './end-break-glass.ts'
import { explainAccessOf } from './explain-access.ts'
import { openBreakGlass } from './open-break-glass.ts'
import { readRightsReview } from './read-rights-review.ts'
import { reviewBreakGlass } from './review-break-glass.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(() => db.close())

/** A proof as the gate makes it now: with the grants and openings of this moment. */
async function scopeNow(who: AccountKey, permission: Permission): Promise<Scope | null> {
  const actor = year.actors[who]
  const standing = await db.database.asSignIn((tx) => readStanding(tx, actor.userId))
  return proveScope({ ...actor, grants: standing?.grants ?? [], requestId: newId() }, permission)
}
const must = <Value>(value: Value | null): Value => {
  if (value === null) throw new Error('nothing there')
  return value
}

const statement = () => ({
  requestId: newId(),
  organizationId: year.organizations.commune,
  reason: 'Khắc phục lỗi dữ liệu sau sự cố máy chủ',
  caseNumber: '12-BB/SC',
  hours: 2,
  mostHours: 8,
})

describe('an emergency opening', () => {
  const clear = () => db.asOwner('delete from access_break_glass')

  test('opens at once, is counted for reading persons and organizations, and ends when given back', async () => {
    await clear()
    const admin = year.scope('systemAdmin', 'access:break-glass')
    expect(await scopeNow('systemAdmin', 'member:read')).toBeNull()
    const opened = await openBreakGlass(db.database, admin, statement())
    expect(opened).toMatchObject({ ok: true })
    const id = opened.ok ? opened.value.id : ''

    const reader = must(await scopeNow('systemAdmin', 'member:read'))
    expect(reader.organizationIds).toEqual([year.organizations.commune])
    const file = await db.database.asReader(reader, (tx) => readMember(tx, reader, year.members.clerk))
    expect(file?.fullName).toBe('Lê Văn Cường')
    const inside = await db.database.asActor(reader, (tx) => tx.member.findMany({ select: { organizationId: true } }))
    expect(new Set(inside.map(({ organizationId }) => organizationId))).toEqual(
      new Set([year.organizations.cell, year.organizations.neighbour]),
    )

    // Every request and every sensitive read stands in the trail under the opening.
    const trail = await db.asOwner(
      `select action, record_table, detail ->> 'breakGlass' as under from audit_event where request_id = $1 order by at`,
      [reader.actor.requestId],
    )
    expect(trail).toEqual([
      { action: 'enter', record_table: 'access_break_glass', under: `["${id}"]` },
      { action: 'read', record_table: 'member', under: `["${id}"]` },
    ])

    expect(await endBreakGlass(db.database, admin, id)).toEqual({ ok: true, value: true })
    expect(await endBreakGlass(db.database, admin, id)).toMatchObject({ ok: false })
    expect(await scopeNow('systemAdmin', 'member:read')).toBeNull()
    expect(await db.database.asActor(reader, (tx) => tx.member.count())).toBe(0)
  })

  test('ends by itself', async () => {
    await clear()
    const board = year.scope('board', 'access:break-glass')
    await openBreakGlass(db.database, board, statement())
    expect(await scopeNow('board', 'member:read')).not.toBeNull()
    await db.asOwner(`alter table access_break_glass disable trigger guard;
      update access_break_glass set opened_at = now() - interval '2 hours', ends_at = now() - interval '1 second';
      alter table access_break_glass enable trigger guard`)
    expect(await scopeNow('board', 'member:read')).toBeNull()
    expect(await db.database.asActor(board, (tx) => tx.member.count())).toBe(0)
  })

  test('is never for writing, and dies with the role that may open', async () => {
    await clear()
    await openBreakGlass(db.database, year.scope('systemAdmin', 'access:break-glass'), statement())
    const reader = must(await scopeNow('systemAdmin', 'member:read'))
    const write = (sql: string) => db.database.asActor(reader, (tx) => tx.$executeRawUnsafe(sql))
    expect(await write(`update member set gender = 'female'`)).toBe(0)
    await expect(
      write(`insert into member (id, organization_id, full_name, search_name, kind, admitted_on)
        values ('${newId()}', '${year.organizations.cell}', 'x', 'x', 'full', '2020-01-01')`),
    ).rejects.toThrow(/row-level security/)
    const { userId } = year.actors.systemAdmin
    await db.asOwner(`update access_grant set valid_to = app.today() where user_id = $1`, [userId])
    expect(await db.database.asActor(reader, (tx) => tx.member.count())).toBe(0)
    expect(await scopeNow('systemAdmin', 'member:read')).toBeNull()
    await db.asOwner(`update access_grant set valid_to = '9999-12-31' where user_id = $1`, [userId])
  })

  test.each(accountKeys.filter((who) => !['systemAdmin', 'board'].includes(who)))('%s opens none', async (who) => {
    await clear()
    expect(year.prove(who, 'access:break-glass')).toBeNull()
    const actor = year.actors[who]
    const forged = { ...year.scope('systemAdmin', 'access:break-glass'), actor }
    const insert = db.database.asActor(forged, (tx) =>
      insertBreakGlass(tx, forged, { ...statement(), caseNumber: '1', reason: 'a reason long enough to be one' }),
    )
    // Who reads no directory is stopped a step earlier.
    await expect(insert).rejects.toThrow(who === 'nobody' ? /a root is not opened/ : /row-level security/)
  })

  test.each([
    ['no reason', { reason: 'vội' }, 'reason-too-short'],
    ['no case', { caseNumber: '' }, 'case-number-missing'],
    ['too long', { hours: 9 }, 'hours-out-of-range'],
    ['nowhere', { organizationId: newId() }, 'unknown-organization'],
  ])('%s is refused', async (_, changes, code) => {
    await clear()
    const scope = year.scope('systemAdmin', 'access:break-glass')
    expect(await openBreakGlass(db.database, scope, { ...statement(), ...changes })).toMatchObject({
      refusal: { code },
    })
  })

  test('not of the whole city, whatever the code says, and only once for what is open already', async () => {
    await clear()
    const scope = year.scope('systemAdmin', 'access:break-glass')
    const city = { ...statement(), organizationId: year.organizations.city }
    expect(await openBreakGlass(db.database, scope, city)).toMatchObject({ refusal: { code: 'root-not-opened' } })
    await expect(
      db.asOwner(
        `insert into access_break_glass (id, user_id, organization_id, reason, case_number, ends_at) values ($1, $2, $3, 'long enough a reason', '1', now() + interval '1 hour')`,
        [newId(), scope.actor.userId, year.organizations.city],
      ),
    ).rejects.toThrow('a root is not opened')
    expect(await openBreakGlass(db.database, scope, statement())).toMatchObject({ ok: true })
    expect(await openBreakGlass(db.database, scope, statement())).toMatchObject({ refusal: { code: 'reads-already' } })
  })

  test('is seen by the organization, judged once by an auditor after its end, rewritten by nobody', async () => {
    await clear()
    const admin = year.scope('systemAdmin', 'access:break-glass')
    const opened = await openBreakGlass(db.database, admin, statement())
    const id = opened.ok ? opened.value.id : ''
    const seenBy = async (who: AccountKey, permission: Permission) => {
      const scope = year.scope(who, permission)
      const query = { organizationId: year.organizations.commune, limit: 10 }
      return (await db.database.asReader(scope, (tx) => listBreakGlasses(tx, scope, query))).length
    }
    expect(await seenBy('office', 'organization:read')).toBe(1)
    expect(await seenBy('strangerOffice', 'organization:read')).toBe(0)
    expect(await seenBy('privacyAuditor', 'audit:read')).toBe(1)

    const auditor = year.scope('privacyAuditor', 'audit:read')
    const judgement = { id, review: 'justified', note: 'Đúng quy trình' } as const
    expect(await reviewBreakGlass(db.database, auditor, judgement)).toMatchObject({ ok: false })
    await endBreakGlass(db.database, auditor, id)
    expect(await reviewBreakGlass(db.database, auditor, { ...judgement, note: ' ' })).toMatchObject({
      refusal: { code: 'note-missing' },
    })
    expect(await reviewBreakGlass(db.database, admin, judgement)).toMatchObject({ ok: false })
    expect(await reviewBreakGlass(db.database, auditor, judgement)).toEqual({ ok: true, value: true })
    expect(await reviewBreakGlass(db.database, auditor, { ...judgement, review: 'unjustified' })).toMatchObject({
      refusal: { code: 'unknown-opening' },
    })
    const rewrite = (sql: string) => db.database.asActor(admin, (tx) => tx.$executeRawUnsafe(sql))
    await expect(rewrite(`update access_break_glass set reason = 'another reason, later'`)).rejects.toThrow('rewritten')
    await expect(rewrite(`update access_break_glass set ends_at = ends_at + interval '1 hour'`)).rejects.toThrow(
      'rewritten',
    )
  })
})

describe('who looked', () => {
  const now = () => ({ before: new Date(Date.now() + 60_000), limit: 50 })
  beforeAll(async () => {
    await db.asOwner('delete from access_break_glass')
    for (const who of ['secretary', 'inspection'] as const) {
      const scope = year.scope(who, 'member:read')
      await db.database.asReader(scope, (tx) => readMember(tx, scope, year.members.clerk))
    }
    const stranger = year.scope('strangerOffice', 'member:read')
    await db.database.asReader(stranger, (tx) =>
      listMembers(tx, stranger, {
        day: '2026-12-08',
        organizationId: year.organizations.strangerCommune,
        status: null,
        text: '',
        offset: 0,
        limit: 10,
      }),
    )
  })

  test('a member learns who read his file and in which role, and nobody else learns it', async () => {
    const scope = year.scope('member', 'rating:self')
    const own = await db.database.asReader(scope, (tx) => listReadersOfOwnFile(tx, scope, now()))
    const latest = own.slice(0, 2).map(({ reader, roles, recordTable }) => ({ reader, roles, recordTable }))
    expect(latest).toEqual([
      { reader: expect.any(String), roles: ['inspection-commission'], recordTable: 'member' },
      { reader: expect.any(String), roles: ['org-secretary'], recordTable: 'member' },
    ])
    for (const who of accountKeys.filter((key) => key !== 'member')) {
      const other = { ...year.scope('office', 'member:read'), actor: year.actors[who] }
      const seen = await db.database.asReader(other, (tx) => listReadersOfOwnFile(tx, other, now()))
      expect([who, seen.filter(({ recordTable }) => recordTable === 'member').length]).toEqual([who, 0])
    }
  })

  test('a list read from above names the member too, a list of his own committee does not', async () => {
    const [above, own] = [year.scope('inspection', 'member:read'), year.scope('office', 'member:read')]
    const before = new Date()
    await db.database.asReader(above, (tx) => recordListRead(tx, above, year.organizations.commune))
    await db.database.asReader(above, (tx) => recordListRead(tx, above, year.organizations.strangerCommune))
    await db.database.asReader(own, (tx) => recordListRead(tx, own, year.organizations.commune))
    const scope = year.scope('member', 'rating:self')
    const rows = await db.database.asReader(scope, (tx) => listReadersOfOwnFile(tx, scope, now()))
    expect(
      rows.filter(({ at }) => at >= before).map(({ roles, organizationName }) => [roles, organizationName]),
    ).toEqual([[['inspection-commission'], 'Đảng bộ phường Hoa Ban']])
  })

  test('an organization learns who read its files, outsiders marked; a stranger learns nothing', async () => {
    const scope = year.scope('office', 'access:readers')
    const asked = { organizationId: year.organizations.commune, ...now() }
    const all = must(
      await db.database.asReader(scope, (tx) => listReadersOfOrganization(tx, scope, { ...asked, onlyOutside: false })),
    )
    const readers = new Set(all.map(({ roles, isOutside }) => `${roles?.join()} ${isOutside ? 'outside' : 'inside'}`))
    expect(readers).toContain('inspection-commission outside')
    expect(readers).toContain('org-secretary inside')
    expect(readers).not.toContain('inspection-commission inside')
    const outside = must(
      await db.database.asReader(scope, (tx) => listReadersOfOrganization(tx, scope, { ...asked, onlyOutside: true })),
    )
    expect(outside.every(({ isOutside }) => isOutside)).toBe(true)
    for (const who of ['strangerOffice', 'strangerSecretary', 'neighbourSecretary'] as const) {
      const other = year.scope(who, 'access:readers')
      const ask = { ...asked, onlyOutside: false }
      expect(await db.database.asReader(other, (tx) => listReadersOfOrganization(tx, other, ask))).toBeNull()
      // Nor by the function itself, past the application's own filter.
      const rows = await db.database.asReader(other, (tx) =>
        tx.$queryRawUnsafe<unknown[]>(
          `select * from app.readers_of_organization('${year.organizations.commune}', now() + interval '1 minute', false, 50)`,
        ),
      )
      expect([who, rows]).toEqual([who, []])
    }
  })
})

describe('the review of rights', () => {
  const roleOf = (role: string) => (line: { grant: { role: string } }) => line.grant.role === role
  const review = (who: AccountKey, organizationId: string) =>
    readRightsReview(db.database, year.scope(who, 'access:review'), { organizationId, below: true })

  test('lists who reaches an organization from above and who is inside, with the classes the role reads', async () => {
    const answer = await review('board', year.organizations.commune)
    const lines = answer.ok ? answer.value.lines : []
    expect(lines.find(roleOf('inspection-commission'))).toMatchObject({
      reads: ['tree', 'person'],
      grant: { reaches: true },
    })
    expect(lines.find(roleOf('standing-committee'))).toMatchObject({ reads: ['tree'], grant: { reaches: true } })
    expect(lines.find(roleOf('cell-teller'))).toMatchObject({ grant: { reaches: false } })
    const names = new Set(lines.map(({ grant }) => grant.userId))
    expect(names.has(year.actors.strangerOffice.userId)).toBe(false)
  })

  test.each([
    ['board', 'commune', true],
    ['office', 'commune', true],
    ['office', 'city', false],
    ['strangerOffice', 'commune', false],
    ['privacyAuditor', 'commune', true],
    ['systemAdmin', 'city', true],
  ] as const)('%s of the %s: %s', async (who, place, is) => {
    expect((await review(who, year.organizations[place])).ok).toBe(is)
  })
})

describe('explaining', () => {
  const ask = (
    who: AccountKey,
    permission: Permission,
    about: AccountKey,
    organization: keyof ExampleYear['organizations'],
  ) =>
    explainAccessOf(db.database, year.scope(who, permission), {
      userId: year.actors[about].userId,
      subject: { kind: 'organization', organizationId: year.organizations[organization] },
    })
  const decisions = (answer: Awaited<ReturnType<typeof ask>>) =>
    answer.ok
      ? answer.value.answers.map(({ explanation, database }) => [explanation.decision, database])
      : answer.refusal.code

  test.each([
    [
      'systemAdmin',
      'office',
      'cell',
      [
        ['yes', true],
        ['yes', true],
      ],
    ],
    [
      'privacyAuditor',
      'standingCommittee',
      'cell',
      [
        ['yes', true],
        ['no', false],
      ],
    ],
    [
      'board',
      'strangerOffice',
      'cell',
      [
        ['no', false],
        ['no', false],
      ],
    ],
  ] as const)('%s asks about %s and the %s', async (who, about, organization, expected) => {
    expect(decisions(await ask(who, 'access:explain', about, organization))).toEqual(expected)
  })

  test('everybody asks about himself, and about nobody else', async () => {
    expect(decisions(await ask('secretary', 'organization:read', 'secretary', 'commune'))).toEqual([
      ['no', false],
      ['no', false],
    ])
    expect(decisions(await ask('secretary', 'organization:read', 'office', 'cell'))).toBe('unknown-account')
  })

  test('a record one does not see is not told apart from one that is not there', async () => {
    const scope = year.scope('strangerOffice', 'member:read')
    const about = (recordId: string) =>
      explainAccessOf(db.database, scope, {
        userId: scope.actor.userId,
        subject: { kind: 'record', table: 'member', recordId },
      })
    expect(await about(year.members.clerk)).toEqual(await about(newId()))
    expect(await about(year.members.clerk)).toMatchObject({ refusal: { code: 'unknown-record' } })
  })

  test('a member sees his own file because it is his', async () => {
    const scope = year.scope('systemAdmin', 'access:explain')
    const answer = await explainAccessOf(db.database, scope, {
      userId: year.actors.member.userId,
      subject: { kind: 'record', table: 'member', recordId: year.members.clerk },
    })
    expect(answer).toMatchObject({ value: { answers: [{ explanation: { decision: 'yes', isOwn: true } }] } })
  })
})
