import { newId } from '@nq15/db/ids'
import { insertOrganizations, type NewOrganization } from '@nq15/db/organizations/organization.write'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import type { Permission, Role } from '@nq15/domain/access'
import type { MemberTexts } from '@nq15/domain/members'
import { ok } from '@nq15/domain/shared'
import { startImport } from './judge-import.ts'

/** A little tree for tests: a city with two committees, A of cells A.1 and A.2, B of cell B.1. */
export async function keepLittleTree(
  test: TestDatabase,
): Promise<Record<'city' | 'A' | 'B' | 'A.1' | 'A.2' | 'B.1', string>> {
  const ids = { city: newId(), A: newId(), B: newId(), 'A.1': newId(), 'A.2': newId(), 'B.1': newId() }
  const row = (
    code: keyof typeof ids,
    kind: NewOrganization['kind'],
    parent: keyof typeof ids | null,
  ): NewOrganization => ({
    organizationId: ids[code],
    side: 'party',
    code,
    name: `Đảng bộ ${code}`,
    kind,
    sector: kind === 'cell' ? 'neighbourhood' : null,
    parentId: parent && ids[parent],
    areaCode: null,
    validFrom: '2020-01-01',
    validTo: '9999-12-31',
  })
  const scope = operatorScope('organization:write')
  await test.database.asActor(scope, (tx) =>
    insertOrganizations(tx, scope, [
      row('city', 'city-org', null),
      row('A', 'grassroots-committee-org', 'city'),
      row('B', 'grassroots-committee-org', 'city'),
      row('A.1', 'cell', 'A'),
      row('A.2', 'cell', 'A'),
      row('B.1', 'cell', 'B'),
    ]),
  )
  return ids
}

/** Somebody signed in with one role over one organization, and the proof of one permission. */
export async function signedIn(
  test: TestDatabase,
  { role, organizationId }: { role: Role; organizationId: string },
  permission: Permission,
): Promise<Scope> {
  const [userId, sessionId] = [newId(), newId()]
  await test.asOwner(`insert into auth."user" (id, name, email, username) values ($1, 'Người thử', $2, $2)`, [
    userId,
    `${userId}@test.invalid`,
  ])
  await test.asOwner(`insert into access_account (user_id, display_name) values ($1, 'Người thử')`, [userId])
  await test.asOwner(
    `insert into access_grant (id, user_id, role, organization_id, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
    [newId(), userId, role, organizationId],
  )
  await test.asOwner(
    `insert into auth.session (id, user_id, token, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [sessionId, userId, sessionId],
  )
  const grants = [{ role, organizationId }]
  const actor = {
    kind: 'session' as const,
    key: sessionId,
    userId,
    name: 'Người thử',
    memberId: null,
    grants,
    requestId: '',
    onBehalfOf: '',
  }
  const scope = proveScope(actor, permission)
  if (!scope) throw new Error(`${role} lacks ${permission}`)
  return scope
}

/** A row of a member file without fault: an invented full member of cell A.1. */
export const memberRow = (change: Partial<MemberTexts> = {}): MemberTexts => ({
  cardNumber: '01.000001',
  fullName: 'Nguyễn Văn Mẫu',
  bornOn: '19/05/1980',
  admittedOn: '03/02/2010',
  fullOn: '03/02/2011',
  cellCode: 'A.1',
  cellFrom: '01/07/2025',
  workGroup: 'Trong hệ thống chính trị',
  ...change,
})

/** Rows as a reader of tables would give them: the head is line 1. */
export async function* uploaded(rows: readonly MemberTexts[]) {
  for (const [index, texts] of rows.entries()) yield ok({ line: index + 2, texts })
}

/** Opens and judges a file of rows below an organization. */
export async function judged(
  test: TestDatabase,
  scope: Scope,
  { organizationId, rows }: { organizationId: string; rows: readonly MemberTexts[] },
) {
  const opening = { organizationId, fileName: 'dang-vien.csv', asOf: '2026-11-23' }
  const run = await startImport(test.database, scope, { opening, mapping: {}, rows: uploaded(rows) })
  if (!run.ok) throw new Error(run.refusal.code)
  return run.value
}
