import { tableInWords } from '@nq15/documents/reports'
import {
  type ReportLocale,
  ratingTables,
  type ShownBlock,
  type ShownValue,
  sayTableFinding,
  type TableCode,
  type TableFinding,
} from '@nq15/domain/reports'
import { opensList } from '@nq15/use-cases/reports/list-behind'

/** One number as a page shows it: its text, how it is hidden, and where its list opens. */
export type CellView = {
  readonly text: string
  readonly state: 'number' | 'under-5' | 'withheld' | 'none'
  readonly to: string | null
}
export type LineView = {
  readonly key: string
  readonly name: string
  readonly to: string | null
  readonly cells: readonly CellView[]
}
export type BlockView = {
  readonly key: string
  readonly title: string
  readonly heads: readonly string[]
  readonly lines: readonly LineView[]
}
/** What has to be known beside a table. */
export type FindingView = { readonly code: string; readonly weight: 'BLOCK' | 'WARN' | 'INFO'; readonly text: string }

type Of = { readonly ruleSetCode: string; readonly locale: ReportLocale; readonly search: URLSearchParams }

/** A table for the page: words of the reader's language, each number with the address of its list, each organization with its own page. */
export function viewTable({ code, blocks }: { code: TableCode; blocks: readonly ShownBlock[] }, of: Of): BlockView[] {
  const { search } = of
  return tableInWords({ code, blocks }, of).map(({ heads, lines, totals }, at): BlockView => {
    const block = blocks[at]
    const definition = ratingTables[code].blocks.find(({ key }) => key === block?.key)
    if (!block || !definition) throw new Error(`table ${code} has no block ${at}`)
    const viewLine = (
      key: string | null,
      printed: { name: string; texts: readonly string[]; values: readonly ShownValue[] },
    ): LineView => {
      const line = block.lines.find((one) => one.key === key)
      return {
        key: key ?? '',
        name: printed.name,
        to:
          line?.organizationId && definition.axis === 'organization'
            ? addressOf(search, { organization: line.organizationId })
            : null,
        cells: printed.texts.map((text, place) => {
          const column = definition.columns[place]?.key ?? ''
          const value = printed.values[place] ?? null
          const opens = value !== null && value !== 0 && opensList(code, block.key, { line: key, column })
          return {
            text,
            state: stateOf(value),
            to: opens
              ? `/reports/tables/${code.toLowerCase()}/list${addressOf(search, { block: block.key, line: key, column })}`
              : null,
          }
        }),
      }
    }
    return {
      key: block.key,
      title: definition.title[of.locale],
      heads,
      lines: [
        ...lines.map((printed, place) => viewLine(block.lines[place]?.key ?? '', printed)),
        ...(totals === null ? [] : [viewLine(null, totals)]),
      ],
    }
  })
}

/** Findings as sentences, those that stand in the way first. */
export const viewFindings = (findings: readonly TableFinding[], of: Omit<Of, 'search'>): FindingView[] =>
  findings
    .toSorted((one, other) => order.indexOf(one.weight) - order.indexOf(other.weight))
    .map((found) => ({ code: found.code, weight: found.weight, text: `${found.table}: ${sayTableFinding(found, of)}` }))

const order = ['BLOCK', 'WARN', 'INFO']

const stateOf = (value: ShownValue): CellView['state'] =>
  value === null ? 'none' : value === 'under-5' || value === 'withheld' ? value : 'number'

/** The address with some names set; null takes one away. */
function addressOf(search: URLSearchParams, names: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(names)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return `?${next}`
}
