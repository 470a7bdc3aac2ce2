import type { Writable } from 'node:stream'
import {
  isOverNought,
  measureKinds,
  measureWords,
  type ReviewContent,
  type ReviewValues,
  reviewHead,
  reviewHeads,
  reviewSections,
  reviewTables,
  sayReviewCell,
  sayReviewFinding,
} from '@nq15/domain/reports'
import {
  type ExportColumn,
  type ExportStatement,
  statementLines,
  viDay,
  type WrittenExport,
} from './export-statement.ts'
import { listTable } from './list-table.ts'
import { packPaper } from './pack-paper.ts'
import { partyLayoutOn } from './party-layout.ts'
import { type Block, bodyText, centred, paperFoot, paperHead, paperTitle, partyPaper, run } from './party-paper.ts'
import { resolutionTargetBlocks, resolutionTargetTexts, targetNotes } from './review-targets.ts'
import { writeSheets } from './write-table-workbook.ts'

/** A review to be written: its figures, the words of people by section, and who signed. */
export type ReviewToWrite = {
  readonly content: ReviewContent
  readonly words: Readonly<Record<string, string>>
  readonly superior: string
  readonly issuer: string
  readonly place: string
  readonly signature: {
    readonly name: string
    readonly title: string
    readonly signedOn: string
    readonly hash: string
  } | null
}

const annexWidth = 297 - 40
/** At most so many columns beside each other; more are parted evenly. */
const across = 11

/** The report as Word bytes in the Party's layout: words by section, facts where nobody has written yet, tables T1–T6 as an annex. */
export function reviewPaper(
  { content, words, superior, issuer, place, signature }: ReviewToWrite,
  statement: ExportStatement,
): Promise<Buffer> {
  const day = signature?.signedOn ?? content.cutOff
  const layout = partyLayoutOn(day)
  const { firstYear, lastYear, findings } = content
  const about = `${firstYear === lastYear ? `kết quả năm ${lastYear}` : `sơ kết từ năm ${firstYear} đến năm ${lastYear}`} thực hiện Nghị quyết số 15-NQ/TU và Chỉ thị số 15-CT/TU của Ban Thường vụ Thành ủy`
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const sections = reviewSections.flatMap((section): Block[] => {
    const said = words[section]?.trim() ?? ''
    const points = content.narrative.find((one) => one.section === section)?.points ?? []
    return [
      heading(reviewHeads[section].vi),
      ...(said === ''
        ? points.map((point) => bodyText(layout, [run(`- ${point}`, { italic: true })]))
        : said.split('\n').map((text) => bodyText(layout, text))),
    ]
  })
  const said = [...findings.map((finding) => sayReviewFinding(finding, 'vi')), ...targetNotes(content)]
  const blocks = [
    paperHead({ superior, issuer, symbol: 'BC', place, day }, layout),
    ...paperTitle('Báo cáo', about, layout),
    centred(
      [
        run(
          signature
            ? `Số liệu chốt ngày ${viDay(content.cutOff)}`
            : `Dự thảo, số liệu đến ngày ${viDay(content.cutOff)}`,
          { italic: true, size: 13 },
        ),
      ],
      { after: 6 },
    ),
    ...sections,
    ...(said.length > 0 ? [heading('Ghi chú về số liệu'), ...said.map((text) => bodyText(layout, `- ${text}`))] : []),
    paperFoot(
      ['Ban Thường vụ', 'Lưu'],
      signature ? { position: signature.title, name: signature.name } : { position: '' },
      layout,
    ),
  ]
  const annex = [
    ...content.tables.flatMap((table, at) => tableBlocks(content, { table, isFirst: at === 0 })),
    ...reformBlocks(content),
    ...measureBlocks(content),
    ...targetBlocks(content),
    ...resolutionTargetBlocks(content, annexWidth),
    ...statementLines(statement).map(([label, text]) => line(`${label}: ${text}`)),
    line(signature ? `Mã băm SHA-256 của báo cáo đã ký: ${signature.hash}` : 'Báo cáo chưa ký'),
  ]
  return packPaper(
    partyPaper(blocks, layout, {
      title: statement.title,
      issuer,
      description: `${statement.scope}; ${statement.filter}`,
      annex,
    }),
    statement.generatedAt,
  )
}

type TableOf = ReviewContent['tables'][number]

function tableBlocks(
  { cutOff, organization }: ReviewContent,
  { table, isFirst }: { readonly table: TableOf; readonly isFirst: boolean },
): Block[] {
  const { title, source, columns, owed } = reviewTables[table.code]
  const rows: readonly (readonly [string, ReviewValues])[] = [
    ...table.lines.map(({ name, values }) => [name, values] as const),
    ['Tổng số', table.total],
    ...(table.years.length > 1 ? table.years.map(({ year, values }) => [`Năm ${year}`, values] as const) : []),
    ...table.reported.flatMap(({ unit, year, source: from, cutOff: day, values, counted }) => [
      [`${unit}, năm ${year}, theo ${from} (chốt ${viDay(day)})`, values] as const,
      [`${unit}, năm ${year}, theo sổ của phần mềm`, counted] as const,
    ]),
  ]
  const count = Math.ceil(columns.length / across)
  const wide = Math.ceil(columns.length / count)
  const parts = Array.from({ length: count }, (_, at) => columns.slice(at * wide, (at + 1) * wide))
  return [
    centred([run(`Biểu ${table.code}. ${title.vi}`, { bold: true })], { newPage: !isFirst, before: isFirst ? 0 : 6 }),
    centred(
      [
        run(
          `${organization.name}. Nguồn: ${source.vi}; chốt ngày ${viDay(cutOff)}${owed ? `. Chưa có thì do: ${owed.vi}` : ''}`,
          { italic: true, size: 11 },
        ),
      ],
      { after: 6 },
    ),
    ...parts.flatMap((part) => [
      listTable(
        [
          { head: 'Đơn vị', width: 62, align: 'left' },
          ...part.map(({ head }) => ({ head: head.vi, width: 19, align: 'right' as const })),
        ],
        rows.map(([name, values]) => [
          name,
          ...part.map(({ key }) => sayReviewCell(values[key], { overNought: isOverNought(table.code, key, values) })),
        ]),
        { size: 9, within: annexWidth },
      ),
      line(''),
    ]),
  ]
}

const reformHeads = [
  'Tổ chức cũ',
  'Trong danh sách 30/6/2025',
  'Trong danh sách nay',
  'Vụ việc 30/6/2025',
  'Vụ việc nay',
]

function reformBlocks({ reform }: ReviewContent): Block[] {
  if (reform.length === 0) return []
  return [
    centred([run('So sánh qua sắp xếp ngày 01/7/2025 (theo kế thừa)', { bold: true })], { before: 6, after: 6 }),
    listTable(
      [
        { head: 'Đơn vị', width: 80, align: 'left' },
        ...reformHeads.map((head) => ({ head, width: 30, align: 'right' as const })),
      ],
      reform.map(({ name, predecessors, watchBefore, watchNow, casesBefore, casesNow }) => [
        name,
        ...[predecessors, watchBefore, watchNow, casesBefore, casesNow].map(String),
      ]),
      { size: 10, within: annexWidth },
    ),
  ]
}

function measureBlocks({ measures }: ReviewContent): Block[] {
  if (measures.length === 0) return []
  return [
    centred([run('Biện pháp phòng ngừa và vụ việc phát sinh (không suy ra nguyên nhân)', { bold: true })], {
      ...{ before: 6, after: 6 },
    }),
    listTable(
      [
        { head: 'Đơn vị', width: 70, align: 'left' },
        ...[
          ...measureKinds.map((kind) => measureWords[kind].vi),
          ...['Đã xong', 'Quá hạn', 'Vụ việc đến khi xong biện pháp đầu', 'Vụ việc sau đó'],
        ].map((head) => ({ head, width: 25, align: 'right' as const })),
      ],
      measures.map((row) => [
        row.name,
        ...[...measureKinds.map((kind) => row[kind]), row.done, row.overdue, row.casesBefore, row.casesAfter].map(
          String,
        ),
      ]),
      { size: 10, within: annexWidth },
    ),
  ]
}

function targetBlocks({ targets }: ReviewContent): Block[] {
  if (targets.length === 0) return []
  return [
    centred([run('Chỉ tiêu và kết quả', { bold: true })], { before: 6, after: 6 }),
    listTable(
      [
        { head: 'Chỉ tiêu', width: 90, align: 'left' },
        { head: 'Văn bản', width: 50, align: 'left' },
        { head: 'Số liệu', width: 50, align: 'left' },
        { head: 'Năm', width: 15, align: 'right' },
        { head: 'Mức đề ra', width: 22, align: 'right' },
        { head: 'Kết quả', width: 22, align: 'right' },
      ],
      targets.map(({ wording, source, table, column, year, wanted, result }) => [
        ...[wording, source, `${table}: ${reviewHead(table, column).vi}`, String(year)],
        ...[wanted.toLocaleString('vi-VN'), sayReviewCell(result)],
      ]),
      { size: 10, within: annexWidth },
    ),
  ]
}

const line = (text: string) => centred([run(text, { size: 10 })])

/** A line of a sheet: figures by column, or the texts of a sheet that holds words. */
type Row = { readonly name: string; readonly values: ReviewValues; readonly texts?: readonly string[] }

const columnsOf = (table: TableOf): readonly ExportColumn<Row>[] => [
  { head: 'Đơn vị', width: 44, kind: 'text', value: ({ name }) => name },
  ...reviewTables[table.code].columns.map(
    ({ key, head, is }): ExportColumn<Row> => ({
      ...{ head: head.vi, width: 14, kind: is === 'share' ? 'number' : 'count' },
      value: ({ values }) => {
        const cell = values[key]
        return typeof cell === 'number'
          ? cell
          : sayReviewCell(cell, { overNought: isOverNought(table.code, key, values) })
      },
    }),
  ),
]

const rowsOf = ({ lines, total, years, reported }: TableOf): readonly Row[] => [
  ...lines,
  { name: 'Tổng số', values: total },
  ...(years.length > 1 ? years.map(({ year, values }) => ({ name: `Năm ${year}`, values })) : []),
  ...reported.map(({ unit, year, source, cutOff, values }) => ({
    ...{ name: `${unit}, năm ${year}, theo ${source} (chốt ${viDay(cutOff)})`, values },
  })),
]

/** Tables T1–T6 as an Excel workbook, a sheet a table, and one of the targets of several years where there are any. */
export function writeReviewWorkbook(
  { content }: ReviewToWrite,
  to: { readonly statement: ExportStatement; readonly target: Writable },
): Promise<readonly WrittenExport[]> {
  const targets = resolutionTargetTexts(content)
  return writeSheets(
    [
      ...content.tables.map((table) => ({
        ...{ name: table.code, title: `Biểu ${table.code}. ${reviewTables[table.code].title.vi}` },
        ...{ columns: columnsOf(table), rows: rowsOf(table) },
      })),
      ...(targets.lines.length === 0
        ? []
        : [
            {
              ...{ name: 'Chỉ tiêu', title: 'Biểu chỉ tiêu. Chỉ tiêu, việc giao và kết quả' },
              columns: targets.columns.map(
                (column, at): ExportColumn<Row> => ({
                  ...column,
                  kind: 'text',
                  value: ({ texts }) => texts?.[at] ?? '',
                }),
              ),
              rows: targets.lines.map((texts): Row => ({ name: texts[0] ?? '', values: {}, texts })),
            },
          ]),
    ],
    to,
  )
}
