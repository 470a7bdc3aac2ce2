import { z } from 'zod'
import { textField } from '../shared/index.ts'
import { enforcementItems } from './case-facts.ts'
import {
  checksOf,
  counterOf,
  type ReportCell,
  type ReportCheck,
  type ReportFormCode,
  type ReportLayout,
  reportFormCodes,
  reportMeasures,
} from './report-cell.ts'
import { firstLayouts, reportForms } from './report-forms.ts'
import { reportWords } from './report-words.ts'

const text = textField.pipe(z.string().max(300))
const words = z.strictObject({ vi: text, en: text })
const where = z.record(z.string(), z.array(z.string()).min(1))
const chosen = (source: keyof typeof reportWords, wanted: Readonly<Record<string, readonly string[]>>): boolean => {
  const known: Readonly<Record<string, readonly string[]>> = reportWords[source]
  return Object.entries(wanted).every(
    ([dim, said]) => Object.hasOwn(known, dim) && said.every((word) => known[dim]?.includes(word)),
  )
}
const counted = z.discriminatedUnion('source', [
  ...([
    z.strictObject({ source: z.literal('papers'), measure: z.enum(reportMeasures.papers), where }),
    z.strictObject({ source: z.literal('visits'), measure: z.enum(reportMeasures.visits), where }),
    z.strictObject({ source: z.literal('sessions'), measure: z.enum(reportMeasures.sessions), where }),
    z.strictObject({ source: z.literal('cases'), measure: z.enum(reportMeasures.cases), where }),
  ] as const),
  z.strictObject({ source: z.enum(['due', 'done']), measure: z.enum(enforcementItems), where }),
  z.strictObject({ source: z.literal('missing') }),
])
/** What a column counts: a measure of a register, what decisions bring, or nothing that a register holds; and which rows. */
export const reportCounterSchema = counted.refine(
  (counter) =>
    counter.source === 'missing' ||
    chosen(counter.source === 'due' || counter.source === 'done' ? 'cases' : counter.source, counter.where),
  'no such word',
)
export type ReportCounter = z.infer<typeof reportCounterSchema>

export const reportColumnSchema = z.strictObject({ head: words, counter: reportCounterSchema })
export type ReportColumn = z.infer<typeof reportColumnSchema>
const formula = z.strictObject({ text: textField.pipe(z.string().max(300)), weight: z.enum(['BLOCK', 'WATCH']) })
export type ReportFormula = z.infer<typeof formula>

/** The most columns a form may have: as many as the longest known form, and room. */
export const mostReportColumns = 60

/** A report form as it is edited: title, columns in order, formulas as text. Counters come from a closed list (petitions, section 16). */
export const reportDefinitionSchema = z.strictObject({
  title: words,
  columns: z.array(reportColumnSchema).max(mostReportColumns),
  formulas: z.array(formula).max(60),
})
export type ReportDefinition = z.infer<typeof reportDefinitionSchema>

/** The forms that may be edited: those whose columns the sheet does not confirm. */
export const editableReportForms: readonly ReportFormCode[] = reportFormCodes.filter(
  (code) => !reportForms[code].isConfirmed,
)

const million = 1_000_000

/** A layout as it is edited. */
export function definitionOf({ title, cells, checks }: ReportLayout): ReportDefinition {
  return {
    title,
    columns: cells.map((cell) => ({ head: cell.head, counter: counterIn(cell) })),
    formulas: checks.map(({ total, parts, is, weight }) => ({
      text: is === 'sum' ? `${total}=${parts.join('+')}` : `${parts[0]}<=${total}`,
      weight,
    })),
  }
}

function counterIn(cell: ReportCell): ReportCounter {
  if (cell.is === 'missing') return { source: 'missing' }
  const said = Object.fromEntries(Object.entries(cell.where).map(([dim, wanted]) => [dim, [...wanted]]))
  return cell.is === 'count'
    ? reportCounterSchema.parse({ source: cell.source, measure: cell.measure, where: said })
    : reportCounterSchema.parse({ source: cell.from, measure: cell.items[0], where: said })
}

/**
 * A definition as a layout to count and print by. Number, set and basis stay the form's; which columns are totals, shown to those
 * above however small (privacy G5), is not the editor's to say: only what is a total in the first edition.
 */
export function layoutOf(
  code: ReportFormCode,
  { title, columns, formulas }: ReportDefinition,
  edition: number,
): ReportLayout {
  const first = firstLayouts[code]
  const totals = new Set(first.cells.filter(({ isTotal }) => isTotal).map(counterOf))
  const cells = columns.map(({ head, counter }, at): ReportCell => {
    const named = { n: `c${at + 1}`, head }
    if (counter.source === 'missing') return { ...named, is: 'missing' }
    if (counter.source === 'due' || counter.source === 'done') {
      const per = counter.measure.startsWith('money') ? million : 1
      return { ...named, is: 'amount', from: counter.source, items: [counter.measure], per, where: counter.where }
    }
    const { source, measure, where: rows } = counter
    const cell: ReportCell = { ...named, is: 'count', source, measure, where: rows }
    return totals.has(counterOf(cell)) ? { ...cell, isTotal: true } : cell
  })
  return { ...first, title, cells, checks: formulas.flatMap(checksIn), edition }
}

const checksIn = ({ text: said, weight }: ReportFormula): readonly ReportCheck[] =>
  readable.test(tight(said)) ? checksOf(weight, tight(said)) : []
/** A formula without spaces, as it is compared and read. */
export const tight = (said: string) => said.replaceAll(/\s/gu, '').replaceAll('≤', '<=').toLowerCase()
const column = 'c[1-9]\\d?'
/** What a formula may look like: `c1=c2+c3=c4`, `c2<=c1`. */
export const readable = new RegExp(`^(?:${column}<=${column}|${column}(?:=${column}(?:\\+${column})*)+)$`, 'u')

/** Puts a column before another place (from 1; behind the last when larger); formulas follow their columns. */
export function withColumn(definition: ReportDefinition, put: ReportColumn, place: number): ReportDefinition {
  const at = Math.min(Math.max(place, 1), definition.columns.length + 1)
  const moved = renumber(definition, (n) => (n >= at ? n + 1 : n))
  return { ...moved, columns: moved.columns.toSpliced(at - 1, 0, put) }
}

/** Takes a column out; the formulas that name it go with it, the others follow their columns. */
export function withoutColumn(definition: ReportDefinition, place: number): ReportDefinition {
  const named = new RegExp(`c${place}(?!\\d)`, 'iu')
  const kept = { ...definition, formulas: definition.formulas.filter(({ text: said }) => !named.test(said)) }
  const moved = renumber(kept, (n) => (n > place ? n - 1 : n))
  return { ...moved, columns: moved.columns.toSpliced(place - 1, 1) }
}

const renumber = (definition: ReportDefinition, to: (n: number) => number): ReportDefinition => ({
  ...definition,
  formulas: definition.formulas.map(({ text: said, weight }) => ({
    text: said.replaceAll(/c(\d+)/giu, (_, n: string) => `c${to(Number(n))}`),
    weight,
  })),
})
