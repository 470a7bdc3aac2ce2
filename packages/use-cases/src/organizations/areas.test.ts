import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '@nq15/db/ids'
import {
  findAreaByCode,
  listBodiesOfArea,
  listCellsBelow,
  listCommunesOn,
  listNeighbourhoods,
  listOutlinesOn,
  listResidents,
} from '@nq15/db/organizations/area.read'
import { listAssignmentsOfTarget, listInCharge, readAssignmentsOf } from '@nq15/db/organizations/assignment.read'
import { listBranch } from '@nq15/db/organizations/branch.read'
import { type IntegrityFound, listOpenFindings } from '@nq15/db/organizations/integrity.read'
import { insertOrganizations } from '@nq15/db/organizations/organization.write'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { type Assign, assignSchema, type HandOver, handOverSchema } from '@nq15/domain/organizations'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedIn } from '../members/example.ts'
import { assignMember } from './assign-member.ts'
import { checkIntegrity } from './check-integrity.ts'
import { endAssignment, takeBackAssignment } from './end-assignment.ts'
import { exampleHanoiFiles } from './example.ts'
import { handOverAssignment } from './hand-over-assignment.ts'
import { importHanoi } from './import-hanoi.ts'
import { importOutlines } from './import-outlines.ts'
import { importResidents } from './import-residents.ts'
import { addNeighbourhood, endNeighbourhood, enterResidents, residentsSchema, tieCells } from './keep-area-facts.ts'
import { readHanoiFiles } from './read-hanoi-files.ts'

// biome-ignore lint/style/noProcessEnv: where Hà Nội's real files stand, when they are at hand
const real = process.env['NQ15_REAL_DATA']
const operator = operatorScope('organization:write')
const today = '2026-11-24'

let db: TestDatabase
const ids: Record<'city' | 'baDinh' | 'ngocHa' | 'cell', string> = { city: '', baDinh: '', ngocHa: '', cell: newId() }
let area: { readonly areaId: string; readonly code: string }
let board: Scope
let office: Scope

beforeAll(async () => {
  db = await openTestDatabase()
  const rows = await readHanoiFiles(exampleHanoiFiles)
  if (!rows.ok) throw new Error(rows.refusal.code)
  const done = await importHanoi(db.database, operator, rows.value)
  if (!done.ok) throw new Error(done.refusal.code)
  const find = async (code: string) =>
    String(
      (
        await db.asOwner(
          `select organization_id as id from organization_version where side = 'party' and code = $1 and valid_to = '9999-12-31'`,
          [code],
        )
      )[0]?.['id'],
    )
  ids.city = await find('01')
  ids.baDinh = await find('00004')
  ids.ngocHa = await find('00008')
  await db.database.asActor(operator, (tx) =>
    insertOrganizations(tx, operator, [
      {
        organizationId: ids.cell,
        side: 'party',
        code: '00004.01',
        name: 'Chi bộ Tổ dân phố số 1',
        kind: 'subordinate-cell',
        sector: 'neighbourhood',
        parentId: ids.baDinh,
        areaCode: '00004',
        validFrom: '2025-07-01',
        validTo: '9999-12-31',
      },
    ]),
  )
  const found = await db.database.asActor(operator, (tx) => findAreaByCode(tx, operator, { code: '00004', day: today }))
  if (!found) throw new Error('no area')
  area = found
  board = await signedIn(db, { role: 'organization-board', organizationId: ids.city }, 'organization:write')
  office = await signedIn(db, { role: 'grassroots-office', organizationId: ids.baDinh }, 'organization:write')
})
afterAll(() => db.close())

test('a code names another area before the reform; the bodies of three sides answer for it on each day', async () => {
  const about = (day: string) =>
    db.database.asActor(board, async (tx) => {
      const found = await findAreaByCode(tx, board, { code: '00004', day })
      const bodies = await listBodiesOfArea(tx, board, { code: '00004', day })
      return [found?.name, found?.kind, ...bodies.map(({ name }) => name)]
    })
  expect(await about('2025-06-30')).toEqual([
    'Phường Trúc Bạch',
    'ward',
    'Đảng bộ phường Trúc Bạch',
    'Ủy ban nhân dân phường Trúc Bạch',
    'Ủy ban Mặt trận Tổ quốc Việt Nam phường Trúc Bạch',
  ])
  expect(await about('2025-07-01')).toEqual([
    'Phường Ba Đình',
    'ward',
    'Đảng bộ phường Ba Đình',
    'Ủy ban nhân dân phường Ba Đình',
    'Ủy ban Mặt trận Tổ quốc Việt Nam phường Ba Đình',
  ])
})

test('each side is a tree of its own; the bodies of the state are a directory for whoever reads organizations', async () => {
  const roots = (scope: Scope, side: 'party' | 'state' | 'front') =>
    db.database.asActor(scope, async (tx) =>
      (await listBranch(tx, scope, { parentId: null, day: today, side })).map(({ name, childCount }) => [
        name,
        childCount > 0,
      ]),
    )
  expect(await roots(office, 'party')).toEqual([['Đảng bộ thành phố Hà Nội', true]])
  expect(await roots(office, 'state')).toEqual([['Ủy ban nhân dân thành phố Hà Nội', true]])
  expect(await roots(office, 'front')).toEqual([['Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Hà Nội', true]])
})

const assign = (change: Partial<Assign> = {}): Assign =>
  assignSchema.parse({
    kind: 'main',
    validFrom: '2026-01-01',
    holderName: 'Nguyễn Văn An',
    holderPost: 'Ủy viên Ban Thường vụ Thành ủy',
    decisionNumber: '12-QĐ/TU',
    decidedOn: '2025-12-28',
    ...change,
  })
const handOver = (change: Partial<HandOver> = {}): HandOver =>
  handOverSchema.parse({ on: '2026-06-01', holderName: 'Trần Thị Bình', decisionNumber: '40-QĐ/TU', ...change })
const told = (result: { readonly ok: boolean; readonly refusal?: unknown }) =>
  result.ok ? 'ok' : (result as { refusal: { code: string } }).refusal.code
const put = (
  scope: Scope,
  command: Assign,
  target: { areaId: string } | { organizationId: string } = { areaId: area.areaId },
) => assignMember(db.database, scope, { requestId: newId(), target, command })

test('one is in charge at any day: assigned once, handed over without a gap, planned ones taken back', async () => {
  expect(told(await put(office, assign()))).toBe('NO_COMMITTEE')
  expect(told(await put(board, assign({ validFrom: '2025-06-30', decidedOn: '' })))).toBe('OUTSIDE_LIFE')
  expect(told(await put(board, assign({ withAccount: 'on', holderName: 'Không Có Ai' })))).toBe('NO_ACCOUNT_OF_NAME')
  expect(told(await put(board, assign({ withAccount: 'on', holderName: 'Người thử' })))).toBe('SEVERAL_ACCOUNTS')
  const first = await put(board, assign())
  expect(told(first)).toBe('ok')
  expect(told(await put(board, assign({ holderName: 'Lê Văn Cường' })))).toBe('MAIN_STANDS')
  expect(told(await put(board, assign({ kind: 'supporting', holderName: 'Lê Văn Cường' })))).toBe('ok')

  const list = () => db.database.asActor(board, (tx) => listAssignmentsOfTarget(tx, board, area.areaId))
  const mainOf = async () =>
    (await list()).find(({ kind, validFrom, validTo }) => kind === 'main' && validFrom < validTo)
  const pass = async (change: Partial<HandOver> = {}) => {
    const current = await mainOf()
    return handOverAssignment(db.database, board, {
      requestId: newId(),
      assignmentId: current?.assignmentId ?? '',
      version: current?.version ?? 0,
      command: handOver(change),
    })
  }
  expect(told(await pass({ on: '2026-01-01' }))).toBe('HAND_OVER_NOT_LATER')
  expect(told(await pass())).toBe('ok')
  expect(told(await pass({ on: '2027-01-01', holderName: 'Phạm Thị Dung' }))).toBe('ok')
  expect(
    (await list())
      .filter(({ kind }) => kind === 'main')
      .map(({ holderName, validFrom, validTo }) => [holderName, validFrom, validTo]),
  ).toEqual([
    ['Phạm Thị Dung', '2027-01-01', '9999-12-31'],
    ['Trần Thị Bình', '2026-06-01', '2027-01-01'],
    ['Nguyễn Văn An', '2026-01-01', '2026-06-01'],
  ])
  const planned = await mainOf()
  const back = { requestId: newId(), assignmentId: planned?.assignmentId ?? '', version: planned?.version ?? 0, today }
  expect(told(await takeBackAssignment(db.database, office, { ...back, requestId: newId() }))).toBe('NOT_FOUND')
  expect(told(await takeBackAssignment(db.database, board, back))).toBe('ok')
  expect(told(await takeBackAssignment(db.database, board, back))).toBe('ok')
  const current = await mainOf()
  expect([current?.holderName, current?.validTo]).toEqual(['Trần Thị Bình', '9999-12-31'])
  const end = {
    requestId: newId(),
    assignmentId: current?.assignmentId ?? '',
    version: current?.version ?? 0,
    on: today,
  }
  expect(told(await endAssignment(db.database, board, end))).toBe('MAIN_NEEDS_HAND_OVER')
  const supporting = (await list()).find(({ kind }) => kind === 'supporting')
  const ending = { requestId: newId(), assignmentId: supporting?.assignmentId ?? '', on: today }
  expect(told(await endAssignment(db.database, board, { ...ending, version: 99 }))).toBe('changed-meanwhile')
  expect(told(await endAssignment(db.database, board, { ...ending, version: 1 }))).toBe('ok')
})

test('a commune assigns for its cells, sees who is in charge of itself, and nothing of another commune', async () => {
  expect(told(await put(office, assign({ decisionNumber: '3-QĐ/ĐU' }), { organizationId: ids.cell }))).toBe('ok')
  expect(told(await put(office, assign(), { organizationId: ids.ngocHa }))).toBe('NOT_FOUND')
  const other = await signedIn(db, { role: 'grassroots-office', organizationId: ids.ngocHa }, 'organization:write')
  const seen = (scope: Scope) => db.database.asActor(scope, async (tx) => (await listInCharge(tx, scope, today)).length)
  expect([await seen(office), await seen(other), await seen(board)]).toEqual([2, 0, 2])
  const moved = await db.database.asActor(board, (tx) => readAssignmentsOf(tx, board, [ids.cell]))
  expect(moved.map(({ targetId, kind }) => [targetId, kind])).toEqual([[ids.cell, 'main']])
})

test.each<[string, string, string]>([
  [
    'a gap',
    `update area_assignment set valid_to = '2026-05-31' where holder_name = 'Nguyễn Văn An' and kind = 'main' and area_id is not null`,
    'a day without anybody in charge',
  ],
  [
    'an overlap',
    `update area_assignment set valid_to = '2026-06-02' where holder_name = 'Nguyễn Văn An' and kind = 'main' and area_id is not null`,
    'area_assignment_one_main',
  ],
  [
    'an end without a successor',
    `update area_assignment set valid_to = '2026-11-01' where holder_name = 'Trần Thị Bình' and valid_from < valid_to`,
    'a day without anybody in charge',
  ],
  [
    'a committee that assigns to itself',
    `update area_assignment set committee_id = organization_id`,
    'area_assignment_not_by_itself',
  ],
])('%s is refused by the database itself', async (_, sql, reason) => {
  await expect(db.asOwner(sql)).rejects.toThrow(reason)
})

test('residents are kept by year with their source and corrected; villages are tied to cells below, none of another commune', async () => {
  const enter = (scope: Scope, fields: Record<string, string>) =>
    enterResidents(db.database, scope, {
      requestId: newId(),
      areaId: area.areaId,
      today,
      command: residentsSchema.parse({ year: '2025', residents: '65.023', source: 'Công an phường', ...fields }),
    })
  expect(told(await enter(office, {}))).toBe('ok')
  expect(told(await enter(office, { residents: '65024' }))).toBe('ok')
  expect(told(await enter(office, { year: '2027' }))).toBe('YEAR_TO_COME')
  const figures = await db.database.asActor(office, (tx) => listResidents(tx, office, area.areaId))
  expect(figures.map(({ year, residents, version }) => [year, residents, version])).toEqual([[2025, 65024, 2]])

  const add = (name: string, cellIds: string[] = []) =>
    addNeighbourhood(db.database, office, {
      requestId: newId(),
      areaId: area.areaId,
      today,
      command: { name, kind: 'residential-group', cellIds },
    })
  const added = await add('Tổ dân phố số 1')
  expect(told(await add('tổ  dân phố số 1'.normalize('NFC')))).toBe('NAME_TAKEN')
  expect(told(await add('Tổ dân phố số 2', [ids.ngocHa]))).toBe('NO_CELL_OF_AREA')
  const neighbourhoodId = added.ok ? added.value.neighbourhoodId : ''
  expect(
    told(await tieCells(db.database, office, { requestId: newId(), neighbourhoodId, cellIds: [ids.cell], today })),
  ).toBe('ok')
  const listed = () =>
    db.database.asActor(office, (tx) => listNeighbourhoods(tx, office, { areaId: area.areaId, day: today }))
  expect((await listed()).map(({ name, cells }) => [name, cells.map((cell) => cell.name)])).toEqual([
    ['Tổ dân phố số 1', ['Chi bộ Tổ dân phố số 1']],
  ])
  const cells = await db.database.asActor(office, (tx) =>
    listCellsBelow(tx, office, { organizationId: ids.baDinh, day: today }),
  )
  expect(cells.map(({ name }) => name)).toEqual(['Chi bộ Tổ dân phố số 1'])
  const ended = await endNeighbourhood(db.database, office, { requestId: newId(), neighbourhoodId, version: 1, today })
  expect([told(ended), (await listed()).length]).toEqual(['ok', 0])
})

test('an import of residents is all or nothing, and a second one adds nothing', async () => {
  const rows = (year: string) => [{ line: 2, fields: { code: '00008', year, residents: '50000', source: 'Niên giám' } }]
  const told2 = async (year: string) => {
    const done = await importResidents(db.database, operator, rows(year))
    return done.ok ? done.value.residents : done.refusal.findings.map(({ code }) => code)
  }
  expect(await told2('2025')).toEqual({ new: 1, same: 0 })
  expect(await told2('2025')).toEqual({ new: 0, same: 1 })
  expect(await told2('2024')).toEqual(['NO_AREA'])
})

const square = [
  [105.8, 21],
  [105.9, 21],
  [105.9, 21.1],
  [105.8, 21.1],
  [105.8, 21],
]
const outlines = (ring: unknown) => ({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '00004', fullName: 'Phường Ba Đình' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    },
  ],
})
test('outlines are kept once, changed when they change, and a bad feature leaves what was there', async () => {
  const keep = async (file: unknown) => {
    const done = await importOutlines(db.database, operator, { file, day: today, source: 'tệp thử' })
    return done.ok ? done.value.outlines : done.refusal.findings.map(({ code, feature }) => [feature, code])
  }
  expect(await keep(outlines(square))).toEqual({ new: 1, same: 0 })
  expect(await keep(outlines(square))).toEqual({ new: 0, same: 1 })
  expect(await keep(outlines(square.slice(0, -1)))).toEqual([[1, 'RING_OPEN']])
  const stored = await db.database.asActor(board, (tx) => listOutlinesOn(tx, board, today))
  expect(stored).toEqual([{ code: '00004', rings: [[square]] }])
})

const codesOf = (found: readonly IntegrityFound[]) => [...new Set(found.map(({ code }) => code))].sort()
test('the nightly check names each fault with its record once, keeps it open while it stands, and closes it when mended', async () => {
  const at = (hour: number) => new Date(Date.parse(`${today}T00:00:00Z`) + hour * 3_600_000)
  const check = (hour: number) => checkIntegrity(db.database, operator, { now: at(hour) })
  const first = await check(1)
  expect(codesOf(first.found)).toEqual(['AREA_WITHOUT_MAIN'])
  expect(first.found[0]).toMatchObject({ label: 'Phường Ngọc Hà', organizationId: ids.ngocHa })

  const member = newId()
  await db.asOwner(
    `insert into member (id, organization_id, full_name, search_name, kind, admitted_on) values ($1, $2, 'Nguyễn  Thị  Hoa', 'nguyen thi hoa', 'full', '2000-01-01')`,
    [member, ids.cell],
  )
  await db.asOwner(`update access_account set disabled_at = now() where user_id = $1`, [office.actor.userId])
  await db.asOwner(
    `delete from app.organization_reach where organization_id = '${ids.cell}' and above_id = '${ids.city}'`,
  )
  const second = await check(2)
  expect(codesOf(second.found)).toEqual([
    'AREA_WITHOUT_MAIN',
    'GRANT_OF_CLOSED_ACCOUNT',
    'MEMBER_WITHOUT_CELL',
    'REACH_DIFFERS',
    'STRAY_SPACES_MEMBER',
  ])
  expect([second.opened, second.resolved]).toEqual([4, 0])
  expect(JSON.stringify(second.found.filter(({ recordTable }) => recordTable === 'member'))).not.toContain('Hoa')

  const listed = await db.database.asActor(board, (tx) => listOpenFindings(tx, board, { code: null, limit: 50 }))
  expect(codesOf(listed)).not.toContain('GRANT_OF_CLOSED_ACCOUNT')
  await db.asOwner(`update member set full_name = 'Nguyễn Thị Hoa' where id = $1`, [member])
  await db.asOwner(`select app.rebuild_organization_reach()`)
  const third = await check(3)
  expect([third.opened, third.resolved]).toEqual([0, 2])
})

describe.runIf(real)("with Hà Nội's real files", () => {
  test('126 communes have their three bodies, tiles and outlines; nobody is told twice', async () => {
    const other = await openTestDatabase()
    const rows = await readHanoiFiles(async (file) => createReadStream(join(real ?? '', 'hanoi', file)))
    if (!rows.ok) throw new Error(rows.refusal.code)
    const done = await importHanoi(other.database, operator, rows.value)
    expect(done.ok && [done.value.organizations.new, done.value.areas.new]).toEqual([683, 683])
    const file: unknown = JSON.parse(readFileSync(join(real ?? '', 'hanoi', 'communes-since-2025-07.geojson'), 'utf8'))
    const kept = await importOutlines(other.database, operator, { file, day: today, source: 'x' })
    expect(kept.ok && [kept.value.outlines, kept.value.warnings.length]).toEqual([{ new: 126, same: 0 }, 1])
    const communes = await other.database.asActor(operator, (tx) => listCommunesOn(tx, operator, today))
    expect([communes.length, communes.filter(({ tileColumn }) => tileColumn !== null).length]).toEqual([126, 126])
    const before = await other.database.asActor(operator, (tx) => listCommunesOn(tx, operator, '2025-06-30'))
    expect([before.length, before.filter(({ tileColumn }) => tileColumn !== null).length]).toEqual([526, 0])
    const report = await checkIntegrity(other.database, operator, { now: new Date(`${today}T00:00:00Z`) })
    expect(codesOf(report.found)).toEqual(['AREA_WITHOUT_MAIN'])
    expect(report.found).toHaveLength(126)
    await other.close()
  })
})
