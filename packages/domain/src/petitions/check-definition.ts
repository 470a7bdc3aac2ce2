import { counterOf, type ReportCell, type ReportLayout } from './report-cell.ts'
import { layoutOf, type ReportDefinition, readable, tight } from './report-definition.ts'

export type DefinitionFinding = {
  readonly code:
    | ('TITLE_MISSING' | 'HEAD_MISSING' | 'HEAD_TWICE' | 'COLUMNS_NONE' | 'NOTHING_CHANGED')
    | ('FORMULA_UNREADABLE' | 'FORMULA_UNKNOWN_COLUMN' | 'FORMULA_OF_ITSELF' | 'FORMULA_TWICE')
    | ('FORMULA_MIXES_UNITS' | 'FORMULA_OVER_MISSING')
  /** The column or the formula it is about; empty for the form as a whole. */
  readonly at: string
}

/** Everything that keeps a definition from being published instead of the layout that stands. */
export function checkDefinition(definition: ReportDefinition, standing: ReportLayout): readonly DefinitionFinding[] {
  const { title, columns, formulas } = definition
  const layout = layoutOf(standing.code, definition, standing.edition + 1)
  const heads = columns.map(({ head }) => head.vi.toLowerCase())
  const formulaFindings = formulas.flatMap(({ text: said }, at): DefinitionFinding[] => {
    const found = (code: DefinitionFinding['code']): DefinitionFinding => ({ code, at: said })
    const written = tight(said)
    if (!readable.test(written)) return [found('FORMULA_UNREADABLE')]
    const parts = written.match(/c\d+/gu) ?? []
    const cells = parts.flatMap((n) => layout.cells.find((cell) => cell.n === n) ?? [])
    return [
      ...(cells.length < parts.length ? [found('FORMULA_UNKNOWN_COLUMN')] : []),
      ...(new Set(parts).size < parts.length ? [found('FORMULA_OF_ITSELF')] : []),
      ...(formulas.findIndex((other) => tight(other.text) === written) < at ? [found('FORMULA_TWICE')] : []),
      ...(new Set(cells.map(unitOf)).size > 1 ? [found('FORMULA_MIXES_UNITS')] : []),
      ...(cells.some(({ is }) => is === 'missing') ? [found('FORMULA_OVER_MISSING')] : []),
    ]
  })
  return [
    ...(title.vi === '' || title.en === '' ? [{ code: 'TITLE_MISSING' as const, at: '' }] : []),
    ...(columns.length === 0 ? [{ code: 'COLUMNS_NONE' as const, at: '' }] : []),
    ...columns.flatMap(({ head }, at): DefinitionFinding[] => [
      ...(head.vi === '' || head.en === '' ? [{ code: 'HEAD_MISSING' as const, at: `c${at + 1}` }] : []),
      ...(head.vi !== '' && heads.indexOf(head.vi.toLowerCase()) < at
        ? [{ code: 'HEAD_TWICE' as const, at: `c${at + 1}` }]
        : []),
    ]),
    ...formulaFindings,
    ...(compareLayouts(standing, layout).length === 0 ? [{ code: 'NOTHING_CHANGED' as const, at: '' }] : []),
  ]
}

const unitOf = (cell: ReportCell): string =>
  cell.is === 'amount'
    ? (/^(?:money|land)/u.exec(cell.items[0] ?? '')?.[0] ?? 'number')
    : cell.is === 'missing'
      ? ''
      : 'number'

export type LayoutChange = {
  readonly code: 'TITLE' | 'ADDED' | 'REMOVED' | 'RENAMED' | 'MOVED' | 'FORMULA_ADDED' | 'FORMULA_REMOVED'
  readonly before: string
  readonly after: string
}

/** What one edition of a form changes against another: a column that counts something else is one removed and one added. */
export function compareLayouts(before: ReportLayout, after: ReportLayout): readonly LayoutChange[] {
  const changes: LayoutChange[] = []
  const say = ({ n, head }: ReportCell) => `${n} ${head.vi}`
  if (before.title.vi !== after.title.vi || before.title.en !== after.title.en)
    changes.push({ code: 'TITLE', before: before.title.vi, after: after.title.vi })
  const left = [...before.cells]
  const take = (fits: (cell: ReportCell) => boolean): ReportCell | undefined => {
    const at = left.findIndex(fits)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  // A column keeps its own predecessor first, so that two of one counter do not swap.
  const pairs = new Map<ReportCell, ReportCell>()
  for (const sameHead of [true, false])
    for (const cell of after.cells) {
      if (pairs.has(cell)) continue
      const old = take(
        (one) =>
          counterOf(one) === counterOf(cell) && (!sameHead || (one.head.vi === cell.head.vi && one.n === cell.n)),
      )
      if (old) pairs.set(cell, old)
    }
  for (const cell of after.cells) {
    const old = pairs.get(cell)
    if (!old) changes.push({ code: 'ADDED', before: '', after: say(cell) })
    else if (old.head.vi !== cell.head.vi || old.head.en !== cell.head.en)
      changes.push({ code: 'RENAMED', before: say(old), after: say(cell) })
    else if (old.n !== cell.n) changes.push({ code: 'MOVED', before: say(old), after: say(cell) })
  }
  changes.push(...left.map((cell) => ({ code: 'REMOVED' as const, before: say(cell), after: '' })))
  const formulasOf = ({ checks }: ReportLayout) =>
    checks.map(({ total, parts, is, weight }) =>
      [is === 'sum' ? `${total} = ${parts.join(' + ')}` : `${parts[0]} ≤ ${total}`, weight === 'WATCH' ? '(~)' : '']
        .join(' ')
        .trim(),
    )
  const [was, is] = [formulasOf(before), formulasOf(after)]
  return [
    ...changes,
    ...was
      .filter((one) => !is.includes(one))
      .map((one) => ({ code: 'FORMULA_REMOVED' as const, before: one, after: '' })),
    ...is
      .filter((one) => !was.includes(one))
      .map((one) => ({ code: 'FORMULA_ADDED' as const, before: '', after: one })),
  ]
}
