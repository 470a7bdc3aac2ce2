import { createHash } from 'node:crypto'
import { newId } from '@nq15/db/ids'
import { openPublicCheck } from '@nq15/db/public-check'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { exampleTemplate } from '@nq15/documents/reports/example-template'
import { findPaperForm, impersonalForms, type PaperCode, paperForms } from '@nq15/domain/reports'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attachFile } from '../files/attach-file.ts'
import { arriving, exampleStore } from '../files/example-store.ts'
import { openFile } from '../files/read-files.ts'
import { decideCommittee } from '../ratings/decide-committee.ts'
import { appraiseAll, expectOk } from '../ratings/example-steps.ts'
import {
  type AccountKey,
  accountKeys,
  type ExampleYear,
  exampleCampaign,
  exampleNow,
  exampleYear,
} from '../ratings/example-year.ts'
import { askForBundle, bundlePapersJob } from './bundle-papers.ts'
import { addTerm, beginTemplate, saveLayout, tryTemplate, useTemplate } from './keep-paper-settings.ts'
import { registerPaper, reservePaper, savePaperTexts, withdrawPaper } from './keep-papers.ts'
import { listSubjectForms } from './list-papers.ts'
import { makePaper, makeRegistered, type PaperTools } from './make-paper.ts'

const now = exampleNow
const tools: PaperTools = { checkAddress: 'https://kiem-tra.example/', readTemplate: async () => null, toPdf: null }

let db: TestDatabase
let year: ExampleYear
let campaignId: string
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  ;({ campaignId } = await exampleCampaign(db, year))
  await appraiseAll(db, year, { campaignId })
  expectOk(
    await decideCommittee(db.database, year.scope('committee', 'rating:decide'), {
      requestId: newId(),
      campaignId,
      committeeId: year.organizations.commune,
      decisionNumber: '15-QĐ/ĐU',
      decidedOn: '2026-12-08',
      signerName: 'Nguyễn Văn Thiện',
      signerTitle: 'T/M Ban Thường vụ, Bí thư',
      exceptionDecisionNumber: null,
      now,
    }),
  )
})
afterAll(() => db.close())

const place = (
  form: PaperCode,
  organization: 'city' | 'commune' | 'cell' | 'strangerCommune' = 'commune',
  caseId: string | null = null,
) => {
  const found = findPaperForm(form)
  if (!found) throw new Error(form)
  return { campaignId, organizationId: year.organizations[organization], form: found, caseId }
}
const writer = (who: AccountKey = 'office') => year.scope(who, 'paper:write')
const reader = (who: AccountKey = 'office') => year.scope(who, 'paper:read')
const textOf = async (bytes: Buffer) => {
  const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
  return xml.replace(/<\/w:p>/gu, '\n').replace(/<[^>]+>/gu, '')
}
const code = <Value>(answer: { ok: true; value: Value } | { ok: false; refusal: { code: string } }) =>
  answer.ok ? 'done' : answer.refusal.code
const asked = { documentOn: '2026-12-08', now }
const reserve = (form: PaperCode, more: { number?: number } = {}) =>
  reservePaper(db.database, writer(), { ...asked, ...more, place: place(form), requestId: newId() })
const paperOf = async (form: PaperCode) => {
  const listed = await listSubjectForms(db.database, reader(), { ...place(form), now })
  const [paper] = listed?.forms.find((one) => one.form.code === form)?.papers ?? []
  if (!paper) throw new Error(`no paper ${form}`)
  return paper
}
const register = async (form: PaperCode, replacesId: string | null = null) => {
  const { id, version } = await paperOf(form)
  return registerPaper(db.database, writer(), {
    ...{ ...asked, place: place(form), paperId: id, version, requestId: newId(), replacesId },
    signerName: 'Nguyễn Văn Thiện',
    signerTitle: 'Bí thư',
  })
}

describe('from a blank to the register', () => {
  test('without a congress term there is no number; in a term numbers begin at 01 per kind of document', async () => {
    expect(code(await reserve('plan'))).toBe('NO_TERM')
    const term = { requestId: newId(), organizationId: year.organizations.commune, name: '2025–2030', endsOn: null }
    expectOk(await addTerm(db.database, writer(), { ...term, startsOn: '2025-07-01' }))
    expect(code(await addTerm(db.database, writer(), { ...term, requestId: newId(), startsOn: '2025-07-01' }))).toBe(
      'TERMS_OVERLAP',
    )
    expect(expectOk(await reserve('plan')).number).toBe(1)
    expect(expectOk(await reserve('work-groups', { number: 7 })).number).toBe(7)
    expect(expectOk(await reserve('award-decision')).number).toBe(8)
    expect(code(await reserve('appeal-conclusion', { number: 1 }))).toBe('done')
  })

  test('two clerks at the same time get two numbers, and one paper has one number', async () => {
    const both = await Promise.all([reserve('suggestion'), reserve('appeal-reply')])
    expect(both.map((answer) => (answer.ok ? answer.value.number : 0)).toSorted()).toEqual([1, 2])
    expect(code(await reserve('suggestion'))).toBe('CHANGED_MEANWHILE')
    expect(code(await reserve('collective-review', { number: 7 }))).toBe('done')
  })

  test('the database itself refuses a number twice, another step and a change of what was given', async () => {
    const { id } = await paperOf('plan')
    const again = `insert into paper select (jsonb_populate_record(p, jsonb_build_object('id', app.uuid_v7(), 'form', 'other'))).* from paper p where id = '${id}'`
    await expect(db.asOwner(again)).rejects.toThrow(/paper_number_once/u)
    await expect(db.asOwner(`update paper set number = 99 where id = '${id}'`)).rejects.toThrow(/stays with its paper/u)
    await expect(db.asOwner(`update paper set state = 'replaced' where id = '${id}'`)).rejects.toThrow()
  })

  test('a paper with empty needed fields is printed and not registered', async () => {
    const made = expectOk(await makePaper(db.database, reader(), { place: place('plan'), format: 'docx', now, tools }))
    expect(await textOf(made.bytes)).toContain('Số 01-KH/ĐU')
    const refused = await register('plan')
    expect(refused.ok ? null : refused.refusal).toEqual({ code: 'FIELDS_MISSING', fields: ['purpose', 'subjects'] })
  })

  test('what people write is kept with a version, and a second writer is told', async () => {
    const texts = { purpose: 'Đánh giá đúng thực chất.', subjects: 'Mọi đảng viên.' }
    const save = (version: number) =>
      savePaperTexts(db.database, writer(), { place: place('plan'), texts, version, requestId: newId(), now })
    expect(code(await save(0))).toBe('done')
    expect(code(await save(0))).toBe('CHANGED_MEANWHILE')
    expect(code(await save(1))).toBe('done')
  })

  test('a registered paper is drawn from what was frozen: the same bytes whatever changes afterwards', async () => {
    expect(code(await register('plan'))).toBe('done')
    const make = (format: 'docx' | 'pdf') =>
      makePaper(db.database, reader(), { place: place('plan'), format, now: new Date(), tools })
    const [word, pdf] = [expectOk(await make('docx')), expectOk(await make('pdf'))]
    expect(await textOf(word.bytes)).toContain('Đánh giá đúng thực chất.')
    const settings = {
      organizationId: year.organizations.commune,
      options: { lineSpacing: 20, spelling: 'UỶ' } as const,
      version: 0,
    }
    expectOk(await saveLayout(db.database, year.scope('office', 'paper:setup'), { ...settings, requestId: newId() }))
    expect(expectOk(await make('docx')).bytes.equals(word.bytes)).toBe(true)
    expect(expectOk(await make('pdf')).bytes.equals(pdf.bytes)).toBe(true)
    const other = expectOk(
      await makePaper(db.database, reader(), { place: place('work-groups'), format: 'docx', now, tools }),
    )
    expect(await textOf(other.bytes)).toContain('ĐẢNG UỶ PHƯỜNG HOA BAN')
    await expect(db.asOwner(`update paper_content set check_code = check_code`)).rejects.toThrow(/never rewritten/u)
  })

  test('a number given up is never given again', async () => {
    const { id } = await paperOf('award-decision')
    expect(code(await withdrawPaper(db.database, writer(), { paperId: id, requestId: newId(), now }))).toBe('done')
    expect(expectOk(await reserve('award-decision')).number).toBe(9)
  })
})

describe('the decision, its correction and the public check', () => {
  const check = () => openPublicCheck({ url: db.url })
  const hashOf = async (paperId: string) => {
    const [row] = await db.asOwner('select check_code as code from paper_content where paper_id = $1', [paperId])
    return createHash('sha256').update(String(row?.['code'])).digest('hex')
  }

  test('the decision keeps the number it was made with; a code answers genuine, then replaced, and nothing else can be asked', async () => {
    expect(expectOk(await reserve('member-decision')).number).toBe(15)
    expect(code(await register('member-decision'))).toBe('done')
    const old = await paperOf('member-decision')
    const asking = check()
    const hash = await hashOf(old.id)
    expect(await asking.ask(hash)).toEqual({
      answer: 'genuine',
      numberText: '15-QĐ/ĐU',
      documentOn: '2026-12-08',
      issuer: 'Đảng ủy phường Hoa Ban',
    })
    expect(await asking.ask('0'.repeat(64))).toBeNull()

    await reserve('correction-decision')
    const texts = {
      person: 'đồng chí Lê Văn Cường',
      oldDecision: 'x',
      oldLevel: 'Hoàn thành tốt nhiệm vụ',
      newLevel: 'Hoàn thành xuất sắc nhiệm vụ',
      reason: 'thẩm định lại',
    }
    await savePaperTexts(db.database, writer(), {
      place: place('correction-decision'),
      texts,
      version: 0,
      requestId: newId(),
      now,
    })
    expect(code(await register('work-groups', old.id))).toBe('FIELDS_MISSING')
    expect(code(await register('correction-decision', old.id))).toBe('done')
    const correction = expectOk(
      await makePaper(db.database, reader(), { place: place('correction-decision'), format: 'docx', now, tools }),
    )
    expect(await textOf(correction.bytes)).toContain('tại Quyết định số 15-QĐ/ĐU ngày 08/12/2026')
    expect((await asking.ask(hash))?.answer).toBe('replaced')
    // The replaced one is still read as it was.
    expect(code(await makeRegistered(db.database, reader(), { paperId: old.id, format: 'pdf', tools }))).toBe('done')
    await asking.close()
  })
})

test('all decisions of a committee come in one archive, kept in the store of files and read by who may', async () => {
  const { store, remove } = await exampleStore()
  const input = {
    campaignId,
    organizationId: year.organizations.commune,
    contents: 'decisions',
    format: 'docx',
    day: '2026-12-08',
  } as const
  const { bundleId } = expectOk(await askForBundle(db.database, reader(), { ...input, requestId: newId(), now }))
  const seen: number[] = []
  const job = bundlePapersJob({ settings: store.settings, checkAddress: null })
  const outcome = await job.run({
    ...{
      db: db.database,
      scope: reader(),
      input: { bundleId, ...input },
      now: () => now,
      signal: new AbortController().signal,
    },
    progress: ({ done }) => seen.push(done),
    userId: null,
  })
  if (!outcome.ok) throw new Error(outcome.failure)
  expect(seen.at(-1)).toBe(outcome.result?.['papers'])
  const opened = expectOk(
    await openFile({ db: db.database, store }, reader(), { attachmentId: String(outcome.result?.['attachmentId']) }),
  )
  const archive = await JSZip.loadAsync(await opened.content.read(0, opened.content.size))
  await opened.close()
  expect(Object.keys(archive.files).toSorted()).toEqual(
    ['009-QĐ-ĐU-2026-12-08.docx', '015-QĐ-ĐU-2026-12-08.docx']
      .slice(1)
      .concat(Object.keys(archive.files).filter((name) => !name.startsWith('015')))
      .toSorted(),
  )
  expect(
    code(await openFile({ db: db.database, store }, reader('strangerOffice'), { attachmentId: opened.attachment.id })),
  ).toBe('NOT_FOUND')
  await remove()
})

test('a template of one’s own is tried on sample data before it is used, and an older one retires', async () => {
  const { store, remove } = await exampleStore()
  const setup = year.scope('office', 'paper:setup')
  const organizationId = year.organizations.commune
  const begin = async (lines: readonly string[]) => {
    const bytes = await exampleTemplate(lines)
    const { id } = expectOk(
      await beginTemplate(db.database, setup, {
        requestId: newId(),
        organizationId,
        form: 'work-groups',
        fileName: 'mau.docx',
      }),
    )
    const command = {
      requestId: newId(),
      recordTable: 'paper_template',
      recordId: id,
      documentId: null,
      fileName: 'mau.docx',
      now,
    } as const
    expectOk(await attachFile({ db: db.database, store }, setup, { ...command, source: arriving(bytes) }))
    return { id, bytes }
  }
  const step = (templateId: string, version: number) => ({
    requestId: newId(),
    organizationId,
    templateId,
    version,
    now,
  })
  const wrong = await begin(['{trich_yeu} {khong_co}'])
  expect(code(await tryTemplate(db.database, setup, { ...step(wrong.id, 1), content: wrong.bytes }))).toBe(
    'UNKNOWN_FIELDS',
  )
  expect(code(await useTemplate(db.database, setup, { ...step(wrong.id, 1), to: 'in-use' }))).toBe('NOT_TRIED')
  const right = await begin(['MẪU RIÊNG: {trich_yeu}'])
  expect(code(await tryTemplate(db.database, setup, { ...step(right.id, 1), content: right.bytes }))).toBe('done')
  expect(code(await useTemplate(db.database, setup, { ...step(right.id, 2), to: 'in-use' }))).toBe('done')
  const own: PaperTools = { ...tools, readTemplate: async () => right.bytes }
  const made = expectOk(
    await makePaper(db.database, reader(), { place: place('work-groups'), format: 'docx', now, tools: own }),
  )
  expect(await textOf(made.bytes)).toContain('MẪU RIÊNG: thành lập các tổ công tác')
  expect(
    code(await makePaper(db.database, reader(), { place: place('work-groups'), format: 'pdf', now, tools: own })),
  ).toBe('NO_PDF_OF_TEMPLATE')
  await remove()
})

test('every form of the cell and of its members is made for who may read it, and for nobody else', async () => {
  const [row] = await db.asOwner(
    `select id::text from rating_case where organization_id = $1 and not_rated_reason is null limit 1`,
    [year.organizations.cell],
  )
  const caseId = String(row?.['id'])
  for (const [organization, of] of [
    ['cell', null],
    ['cell', caseId],
  ] as const) {
    const listed = await listSubjectForms(db.database, reader('secretary'), {
      ...place('ballot', organization, of),
      now,
    })
    expect(listed?.forms.length).toBeGreaterThan(5)
    for (const { form } of listed?.forms ?? []) {
      const asked = { place: place(form.code, organization, of), format: 'docx', now, tools } as const
      expect(code(await makePaper(db.database, reader('secretary'), asked)), form.code).toBe('done')
    }
  }
  const may: AccountKey[] = []
  for (const who of accountKeys) {
    const scope = year.prove(who, 'paper:read')
    const answer =
      scope &&
      (await makePaper(db.database, scope, { place: place('proposal-summary', 'cell'), format: 'docx', now, tools }))
    if (answer?.ok) may.push(who)
  }
  expect(may).toEqual(['secretary', 'office', 'committee', 'deputyCommittee'])
})

test('a superior’s board writes, registers and reads its own papers that name nobody, and no others', async () => {
  const board = year.scope('board', 'paper:issue')
  const act = (scope: Scope, of: ReturnType<typeof place>) => ({ ...asked, place: of, requestId: newId(), scope })
  const keep = ({ scope, ...more }: ReturnType<typeof act>) => reservePaper(db.database, scope, more)
  const plan = place('plan', 'city')
  expect(code(await keep(act(board, plan)))).toBe('NO_TERM')
  const term = { name: '2025–2030', startsOn: '2025-07-01', endsOn: null, organizationId: year.organizations.city }
  expectOk(await addTerm(db.database, year.scope('board', 'paper:setup'), { ...term, requestId: newId() }))
  expect(expectOk(await keep(act(board, plan))).number).toBe(1)
  const texts = { purpose: 'Đánh giá đúng thực chất.', subjects: 'Các đảng bộ trực thuộc.' }
  expectOk(await savePaperTexts(db.database, board, { place: plan, texts, version: 0, requestId: newId(), now }))
  const [row] = await db.asOwner(`select id::text, version from paper where subject_id = $1`, [year.organizations.city])
  const paperId = String(row?.['id'])
  expectOk(
    await registerPaper(db.database, board, {
      ...{ ...asked, place: plan, paperId, version: Number(row?.['version']), requestId: newId(), replacesId: null },
      ...{ signerName: 'Trần Văn Hậu', signerTitle: 'Phó Bí thư' },
    }),
  )
  const made = expectOk(await makePaper(db.database, board, { place: plan, format: 'docx', now, tools }))
  expect(await textOf(made.bytes)).toContain('Các đảng bộ trực thuộc.')
  expectOk(await makeRegistered(db.database, board, { paperId, format: 'pdf', tools }))
  // What names persons, what another committee issues, and whoever only reads.
  expect(code(await keep(act(board, place('work-groups', 'city'))))).toBe('NOT_FOUND')
  expect(code(await keep(act(board, place('year-report'))))).toBe('NOT_FOUND')
  expect(code(await keep(act(year.scope('standingCommittee', 'paper:list'), plan)))).toBe('NOT_FOUND')
  expect(year.prove('cityOffice', 'paper:issue')).toBeNull()
  const foreign = { place: place('plan'), format: 'docx', now, tools } as const
  expect(code(await makePaper(db.database, board, foreign))).toBe('NOT_FOUND')
  const [others] = await db.asOwner(
    `select id::text from paper where form = 'member-decision' and state <> 'withdrawn'`,
  )
  expect(
    code(await makeRegistered(db.database, board, { paperId: String(others?.['id']), format: 'pdf', tools })),
  ).toBe('NOT_FOUND')
})

test('the forms that name nobody are the same in the database', async () => {
  const forms = paperForms.map(({ code: form }) => form)
  const rows = await db.asOwner(
    `select distinct f from unnest($1::text[]) f where app.paper_is_impersonal(f, null) and not app.paper_is_impersonal(f, app.uuid_v7()) order by 1`,
    [forms],
  )
  expect(rows.map(({ f }) => f)).toEqual([...impersonalForms].toSorted())
})
