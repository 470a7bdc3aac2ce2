import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { findPaperForm, type PaperCode, type TableCode } from '@nq15/domain/reports'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideUnits } from '../ratings/decide-units.ts'
import { expectOk } from '../ratings/example-steps.ts'
import { type ExampleUnits, exampleUnits, report, type UnitAccount } from '../ratings/example-units.ts'
import { exampleDay, exampleNow as now } from '../ratings/example-year.ts'
import { addTerm } from './keep-paper-settings.ts'
import { registerPaper, reservePaper } from './keep-papers.ts'
import { listSubjectForms } from './list-papers.ts'
import { makePaper, type PaperTools } from './make-paper.ts'
import { readTables } from './read-tables.ts'

/*
 * A commune decides its cell, the collective of that cell and a subordinate cell in two acts; the city decides the commune, its
 * collective and its secretary. What the tables count and the papers print is what was decided.
 */
let db: TestDatabase
let units: ExampleUnits
const tools: PaperTools = { checkAddress: null, readTemplate: async () => null, toPdf: null }

beforeAll(async () => {
  db = await openTestDatabase()
  units = await exampleUnits(db)
  await appraise('cell', 'secretary', 'T')
  await appraise('cell', 'secretary', 'T', 'COLLECTIVE')
  await decide('committee', 'commune', '31-QĐ/ĐU', [['cell'], ['cell', 'COLLECTIVE']])
  await appraise('sub', 'subSecretary', 'HT')
  await decide('committee', 'commune', '32-QĐ/ĐU', [['sub']])
  // The order of what lies below is the matter of other tests.
  await db.asOwner(`update rating_unit_case set state = 'decided' where parent_id = $1`, [units.places['commune']])
  await db.asOwner(`update rating_cell_file set state = 'appraised'`)
  await appraise('commune', 'communeSecretary', 'T')
  await appraise('commune', 'communeSecretary', 'T', 'COLLECTIVE')
  await decide('standingCommittee', 'city', '9-QĐ/TU', [['commune'], ['commune', 'COLLECTIVE']])
})
afterAll(() => db.close())

async function appraise(place: string, who: UnitAccount, level: 'XS' | 'T' | 'HT', subject?: 'COLLECTIVE') {
  const more = subject ? { subject } : {}
  await report(db, units, { who, at: place, level, ...more })
  expect(await units.move(who, place, 'send', more)).toBe('done')
  if (place === 'sub') expect(await units.move('sectionSecretary', place, 'forward', more)).toBe('done')
  const advisers = place === 'commune' ? 'board' : 'office'
  expect(await units.move(advisers, place, 'take-up', more)).toBe('done')
  expect(await units.move(advisers, place, 'accept', more)).toBe('done')
}

type Chosen = readonly [place: string, subject?: 'COLLECTIVE' | 'LEADER']
async function decide(who: UnitAccount, at: string, decisionNumber: string, chosen: readonly Chosen[]) {
  const caseIds = await Promise.all(chosen.map(async ([place, subject]) => (await units.unit(place, subject)).id))
  const document = { decidedOn: exampleDay, signerName: 'Lương Văn Nam', signerTitle: 'Bí thư' }
  expectOk(
    await decideUnits(db.database, units.scope(who, 'unit:decide'), {
      ...{ ...document, decisionNumber, exceptionDecisionNumber: null },
      ...{ requestId: newId(), campaignId: units.campaignId, deciderId: String(units.places[at]), caseIds, now },
    }),
  )
}

async function totals(who: UnitAccount, at: string, code: TableCode, block: string) {
  const tables = await readTables(db.database, units.scope(who, 'report:read'), {
    ...{ organizationId: String(units.places[at]), year: 2026, asOf: exampleDay, against: null, codes: [code], now },
  })
  expect(tables?.findings.filter(({ weight }) => weight === 'BLOCK')).toEqual([])
  return tables?.tables[0]?.blocks.find(({ key }) => key === block)?.total
}

describe('tables of units count what was decided', () => {
  test.each<[string, UnitAccount, string, TableCode, string, object]>([
    [
      'B2: two of the four below the commune',
      ...(['office', 'commune', 'B2', 'by-type'] as const),
      { TOTAL: 4, DECIDED: 2, XS: 0, T: 1, HT: 1, KHT: 0 },
    ],
    [
      'B1: the commune, and not yet its neighbour',
      ...(['cityOffice', 'city', 'B1', 'by-type'] as const),
      { TOTAL: 2, DECIDED: 1, XS: 0, T: 1 },
    ],
    ['B4: the collective of a cell', 'office', 'commune', 'B4', 'collectives', { TOTAL: 2, DECIDED: 1, T: 1, XS: 0 }],
    ['B4: for the city that of the commune too', 'cityOffice', 'city', 'B4', 'collectives', { DECIDED: 2, T: 2 }],
  ])('%s', async (_what, who, at, code, block, expected) => {
    expect(await totals(who, at, code, block)).toMatchObject(expected)
  })
})

describe('papers of decisions on units', () => {
  const place = (code: PaperCode, at: string, decisionId: string | null = null) => {
    const form = findPaperForm(code)
    if (!form) throw new Error(code)
    const organizationId = String(units.places[at])
    return { campaignId: units.campaignId, organizationId, caseId: null, decisionId, form }
  }
  const textOf = async (who: UnitAccount, of: ReturnType<typeof place>) => {
    const asked = { place: of, format: 'docx', now, tools } as const
    const scope = units.prove(who, 'paper:read') ?? units.scope(who, 'paper:list')
    const { bytes } = expectOk(await makePaper(db.database, scope, asked))
    const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
    return xml.replace(/<\/w:p>/gu, '\n').replace(/<[^>]+>/gu, '')
  }
  const decisionId = async (number: string) => {
    const [row] = await db.asOwner('select id::text from rating_unit_decision where decision_number = $1', [number])
    return String(row?.['id'])
  }

  test('paper 16 lists the cells of its decision with number and signer; each act is a paper of its own', async () => {
    const newest = await textOf('office', place('cell-decision', 'commune'))
    expect(newest).toContain('Số 32-QĐ/ĐU')
    expect(newest).toContain('Chi bộ Trường Mầm non')
    expect(newest).not.toContain('Chi bộ Tổ dân phố số 1')
    const first = await textOf('office', place('cell-decision', 'commune', await decisionId('31-QĐ/ĐU')))
    for (const said of ['Số 31-QĐ/ĐU', 'Hoàn thành tốt nhiệm vụ: 1 tổ chức đảng', 'Lương Văn Nam'])
      expect(first).toContain(said)
    expect(first).toContain('Tập thể lãnh đạo, quản lý Chi bộ Tổ dân phố số 1')
  })

  test('paper 17 is the city’s, which has no cells of its own', async () => {
    const listed = await listSubjectForms(db.database, units.scope('board', 'paper:list'), {
      ...place('organization-decision', 'city'),
      now,
    })
    // Who reads the register above sees what says nothing of persons, and no more.
    expect(listed?.forms.map(({ form }) => form.code)).toEqual([
      'cell-decision',
      'organization-decision',
      'year-report',
    ])
    const members = { place: place('member-decision', 'commune'), format: 'docx', now, tools } as const
    expect(await makePaper(db.database, units.scope('board', 'paper:list'), members)).toMatchObject({ ok: false })
    const text = await textOf('board', place('organization-decision', 'city'))
    for (const said of ['Số 09-QĐ/TU', 'Hoàn thành tốt nhiệm vụ: 1 tổ chức đảng', 'phường Hoa Ban'])
      expect(text).toContain(said)
  })

  test('both acts are registered under their own numbers', async () => {
    const writer = units.scope('office', 'paper:write')
    const organizationId = String(units.places['commune'])
    const term = { requestId: newId(), organizationId, name: '2025–2030', startsOn: '2025-07-01', endsOn: null }
    expectOk(await addTerm(db.database, writer, term))
    for (const number of ['31-QĐ/ĐU', '32-QĐ/ĐU']) {
      const of = place('cell-decision', 'commune', await decisionId(number))
      const reserve = { place: of, documentOn: exampleDay, now, requestId: newId() }
      expect(`${expectOk(await reservePaper(db.database, writer, reserve)).number}-QĐ/ĐU`).toBe(number)
      const [row] = await db.asOwner('select id::text, version from paper where decision_id = $1', [of.decisionId])
      const signed = { signerName: 'Lương Văn Nam', signerTitle: 'Bí thư', replacesId: null, documentOn: exampleDay }
      const paper = { paperId: String(row?.['id']), version: Number(row?.['version']) }
      expectOk(await registerPaper(db.database, writer, { ...signed, ...paper, place: of, now, requestId: newId() }))
    }
  })

  test('a list changed past the product is not printed', async () => {
    await db.asOwner(`alter table rating_unit_level disable trigger user; update rating_unit_level set outcome = 'XS'
      where decision_number = '9-QĐ/TU'; alter table rating_unit_level enable trigger user`)
    const asked = { place: place('organization-decision', 'city'), format: 'docx', now, tools } as const
    const answer = await makePaper(db.database, units.scope('board', 'paper:list'), asked)
    expect(answer).toEqual({ ok: false, refusal: { code: 'LIST_CHANGED' } })
  })

  test('the year’s report carries all eight tables and says that nobody has signed them', async () => {
    const text = await textOf('office', place('year-report', 'commune'))
    for (const code of ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8']) expect(text).toContain(`Biểu ${code}`)
    expect(text).toContain('Số liệu đến ngày 08/12/2026, chưa ký duyệt')
  })
})
