import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { readLineage } from '@nq15/db/organizations/lineage.read'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { listChildren, listOrganizationsOn, searchOrganizations } from '@nq15/db/organizations/tree.read'
import { isWithin, isWithinOrAbove } from '@nq15/db/organizations/within.read'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { hanoiFiles, type OrganizationTexts, treeAsOf } from '@nq15/domain/organizations'
import { ok } from '@nq15/domain/shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepLittleTree, signedIn } from '../members/example.ts'
import { readImport } from '../members/read-import.ts'
import { importHanoi } from './import-hanoi.ts'
import { startImport } from './judge-import.ts'
import { readHanoiFiles } from './read-hanoi-files.ts'
import { takeImport } from './take-import.ts'

// biome-ignore lint/style/noProcessEnv: where Hà Nội's real files stand, when they are at hand
const real = process.env['NQ15_REAL_DATA']
const scope = operatorScope('organization:write')

/** Two old communes of one district; the new 00004 takes one whole and a part of the other, as in Hà Nội. */
const ownFiles: Record<string, string> = {
  [hanoiFiles.districts]: 'code,name\n001,Quận Ba Đình\n',
  [hanoiFiles.communesBefore]:
    'code,name,district_code,district_name\n00004,Phường Trúc Bạch,001,Quận Ba Đình\n00013,Phường Quán Thánh,001,Quận Ba Đình\n',
  [hanoiFiles.communesSince]:
    'code,name,kind,area_km2,main_former_district\n00004,Phường Ba Đình,Phường,2.97,Quận Ba Đình\n00008,Phường Ngọc Hà,Phường,2.68,Quận Ba Đình\n',
  [hanoiFiles.successions]:
    'new_code,new_name,old_code,old_name,old_district,old_unit_split_between\n00004,Phường Ba Đình,00004,Phường Trúc Bạch,Quận Ba Đình,1\n00004,Phường Ba Đình,00013,Phường Quán Thánh,Quận Ba Đình,2\n00008,Phường Ngọc Hà,00013,Phường Quán Thánh,Quận Ba Đình,2\n',
  [hanoiFiles.tiles]: 'code,name,column,row\n00004,Phường Ba Đình,9,4\n00008,Phường Ngọc Hà,8,4\n',
}

const read = async (files: Record<string, string> | null) => {
  const rows = await readHanoiFiles(async (file) =>
    files
      ? files[file] === undefined
        ? null
        : Readable.from([files[file]])
      : createReadStream(join(real ?? '', 'hanoi', file)),
  )
  if (!rows.ok) throw new Error(JSON.stringify(rows.refusal))
  return rows.value
}

describe.each([
  {
    source: 'files of our own',
    files: ownFiles,
    counts: [6, 2, 3],
    before: { 'city-org': 1, 'direct-org': 1, 'grassroots-committee-org': 2 },
    since: 2,
  },
  ...(real
    ? [
        {
          source: "Hà Nội's real files",
          files: null,
          counts: [683, 126, 794],
          before: { 'city-org': 1, 'direct-org': 30, 'grassroots-committee-org': 526 },
          since: 126,
        },
      ]
    : []),
])('import hanoi from $source', ({ files, counts, before, since }) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await openTestDatabase()
  })
  afterAll(() => db.close())
  const treeOn = async (day: string) => {
    const tree = treeAsOf(await db.database.asActor(scope, (tx) => listOrganizationsOn(tx, scope, { day })), day)
    if (!tree.ok) throw new Error(tree.refusal.code)
    return tree.value
  }

  test('everything is new once, and nothing the second time', async () => {
    const told = async () => {
      const done = await importHanoi(db.database, scope, await read(files))
      return done.ok && [done.value.organizations, done.value.successions, done.value.links]
    }
    expect(await told()).toEqual(counts.map((count) => ({ new: count, same: 0 })))
    expect(await told()).toEqual(counts.map((count) => ({ new: 0, same: count })))
  })

  test('both worlds stand, each on its day', async () => {
    expect((await treeOn('2025-06-30')).totals).toEqual(before)
    expect((await treeOn('2025-07-01')).totals).toEqual({ 'city-org': 1, 'grassroots-committee-org': since })
    const named = async (day: string) => (await treeOn(day)).organizations.find(({ code }) => code === '00004')?.name
    expect(await named('2025-06-30')).toBe('Đảng bộ phường Trúc Bạch')
    expect(await named('2025-07-01')).toBe('Đảng bộ phường Ba Đình')
  })

  test('found without diacritics as of a day, with lineage both ways', async () => {
    const found = async (text: string, day: string) =>
      (await db.database.asActor(scope, (tx) => searchOrganizations(tx, scope, { text, day }))).map(({ name }) => name)
    expect(await found('truc bach', '2025-06-30')).toEqual(['Đảng bộ phường Trúc Bạch'])
    expect(await found('truc bach', '2025-07-01')).toEqual([])
    expect(await found('ba dinh phuong', '2025-07-01')).toEqual(['Đảng bộ phường Ba Đình'])
    expect(await found('%', '2025-07-01')).toEqual([])
    const old = (await treeOn('2025-06-30')).organizations.find(({ code }) => code === '00013')
    const lineage = await db.database.asActor(scope, (tx) => readLineage(tx, scope, old?.organizationId ?? ''))
    expect(lineage.predecessors).toEqual([])
    expect(lineage.successors.find(({ code }) => code === '00004')).toMatchObject({
      name: 'Đảng bộ phường Ba Đình',
      day: '2025-07-01',
      kind: 'establishment',
      generation: 1,
      decision: { number: '1656/NQ-UBTVQH15', decidedOn: '2025-06-16', confidence: 'M' },
    })
  })
})

test('a bad row is refused by file and line and nothing of the files is kept', async () => {
  const db = await openTestDatabase()
  const bad = {
    ...ownFiles,
    [hanoiFiles.successions]: `${ownFiles[hanoiFiles.successions]}00004,Phường Ba Đình,00099,Phường Nào Đó,Quận Ba Đình,1\n`,
  }
  const refused = await importHanoi(db.database, scope, await read(bad))
  expect(refused).toMatchObject({
    ok: false,
    refusal: { findings: [{ file: hanoiFiles.successions, line: 5, code: 'UNKNOWN_CODE' }] },
  })
  expect(await db.asOwner('select from organization')).toHaveLength(0)
  await db.close()
})

describe('organizations from a table', () => {
  let db: TestDatabase
  let ids: Awaited<ReturnType<typeof keepLittleTree>>
  beforeAll(async () => {
    db = await openTestDatabase()
    ids = await keepLittleTree(db)
  })
  afterAll(() => db.close())
  const row = (change: Partial<OrganizationTexts> = {}): OrganizationTexts => ({
    code: 'A.9',
    name: 'Chi bộ Tổ dân phố số 9',
    kind: 'Chi bộ trực thuộc',
    parentCode: 'A',
    validFrom: '01/07/2025',
    ...change,
  })
  const judged = async (rows: readonly OrganizationTexts[], as = scope, organizationId = ids.A) => {
    const opening = { organizationId, fileName: 'to-chuc.xlsx', asOf: '2026-11-23' }
    const uploaded = (async function* () {
      for (const [index, texts] of rows.entries()) yield ok({ line: index + 2, texts })
    })()
    const run = await startImport(db.database, as, { opening, mapping: {}, rows: uploaded })
    if (!run.ok) throw new Error(run.refusal.code)
    const view = await readImport(db.database, as, { runId: run.value.runId })
    const reasons = view.ok
      ? view.value.refused.map(({ line, reasons: all }) => [line, ...all.map(({ code }) => code)])
      : []
    return { ...run.value, reasons }
  }

  test('new, then the same, then changed; a superior may stand above in the file', async () => {
    const rows = [
      row({ code: 'A.8', kind: 'Đảng bộ bộ phận', name: 'Đảng bộ bộ phận Tám' }),
      row({ parentCode: 'A.8' }),
    ]
    const first = await judged(rows)
    expect([first.rowsNew, first.reasons]).toEqual([2, []])
    expect(await takeImport(db.database, scope, { runId: first.runId, which: 'all' })).toMatchObject({ ok: true })
    const again = await judged(rows)
    expect([again.rowsNew, again.rowsChanged, again.rowsSame]).toEqual([0, 0, 2])
    const renamed = await judged([row({ parentCode: 'A.8', name: 'Chi bộ số 9' })])
    expect(renamed.rowsChanged).toBe(1)
    await takeImport(db.database, scope, { runId: renamed.runId, which: 'all' })
    const children = await db.database.asActor(scope, async (tx) => {
      const [eight] = (await listChildren(tx, scope, { parentId: ids.A, day: '2026-01-01' })).filter(
        ({ code }) => code === 'A.8',
      )
      return {
        eight,
        below: await listChildren(tx, scope, { parentId: eight?.organizationId ?? '', day: '2026-01-01' }),
      }
    })
    expect(children).toMatchObject({ eight: { childCount: 1 }, below: [{ code: 'A.9', name: 'Chi bộ số 9' }] })
  })

  test.each([
    ['one code twice', [row({ code: 'A.7' }), row({ code: 'A.7' })], [[3, 'DUPLICATE_IN_FILE']]],
    ["another committee's code", [row({ code: 'B.1' })], [[2, 'CODE_TAKEN']]],
    ["another committee's superior", [row({ code: 'A.7', parentCode: 'B' })], [[2, 'UNKNOWN_PARENT']]],
  ])('%s', async (_, rows, expected) => {
    expect((await judged(rows)).reasons).toEqual(expected)
  })

  test('an office takes the upper level first, and only below its own committee', async () => {
    const office = await signedIn(db, { role: 'grassroots-office', organizationId: ids.A }, 'organization:write')
    const rows = [row({ code: 'A.6', kind: 'Đảng bộ bộ phận' }), row({ code: 'A.6.1', parentCode: 'A.6' })]
    const first = await judged(rows, office)
    expect(first.reasons).toEqual([[3, 'PARENT_COMES_FIRST']])
    expect(await takeImport(db.database, office, { runId: first.runId, which: 'good' })).toMatchObject({ ok: true })
    const second = await judged(rows, office)
    expect([second.reasons, second.rowsNew, second.rowsSame]).toEqual([[], 1, 1])
    expect(await takeImport(db.database, office, { runId: second.runId, which: 'all' })).toMatchObject({ ok: true })
    await expect(judged([row()], office, ids.B)).rejects.toThrow('NOT_FOUND')
  })

  test('who stands within a scope: itself and below; the way up is seen, the neighbour is not', async () => {
    const office = await signedIn(db, { role: 'grassroots-office', organizationId: ids.A }, 'organization:read')
    const answers = await db.database.asActor(office, async (tx) => {
      const about = async (id: string) => [await isWithin(tx, office, id), await isWithinOrAbove(tx, office, id)]
      return {
        A: await about(ids.A),
        'A.1': await about(ids['A.1']),
        city: await about(ids.city),
        B: await about(ids.B),
        none: await about('x'),
      }
    })
    expect(answers).toEqual({
      A: [true, true],
      'A.1': [true, true],
      city: [false, true],
      B: [false, false],
      none: [false, false],
    })
    const seen = (id: string) =>
      db.database.asActor(office, (tx) => findOrganization(tx, office, { organizationId: id, day: '2019-01-01' }))
    expect(await seen(ids['A.1'])).toMatchObject({ code: 'A.1', isAlive: false, parentName: 'Đảng bộ A' })
    expect(await seen(ids['B.1'])).toBeNull()
  })
})
