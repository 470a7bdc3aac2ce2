import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react'
import { parsePastedBlock } from './parse-pasted-block.ts'

type EntryGridProps = {
  label: string
  /** A block pasted from a sheet, and the cell it was pasted at. Show a preview before taking it. */
  onPasteBlock?: (cells: string[][], at: { row: number; column: number }) => void
  children: ReactNode
}

/** Moves between the `NumberCell`s inside it: arrows and Enter by column, F8 to the next fault, `?` to the row's "Vì sao". */
export function EntryGrid({ label, onPasteBlock, children }: EntryGridProps) {
  function move(event: KeyboardEvent<HTMLElement>) {
    const here = cellOf(event.target)
    if (event.key === 'F8') {
      event.preventDefault()
      focusNextFault(event.currentTarget, event.target)
      return
    }
    if (here === null || event.ctrlKey || event.metaKey || event.altKey) return

    if (event.key === '?') {
      event.preventDefault()
      here.field.closest('tr, [data-entry-row]')?.querySelector<HTMLElement>('[data-why]')?.click()
      return
    }
    const steps: Record<string, readonly [number, number]> = {
      Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ...(atEdge(here.field, 'start') ? { ArrowLeft: [0, -1] as const } : {}),
      ...(atEdge(here.field, 'end') ? { ArrowRight: [0, 1] as const } : {}),
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = nextCell(event.currentTarget, here, step)
    if (next === null) here.field.select()
    else next.focus()
  }

  function paste(event: ClipboardEvent<HTMLElement>) {
    const here = cellOf(event.target)
    const cells = parsePastedBlock(event.clipboardData.getData('text/plain'))
    if (here === null || onPasteBlock === undefined || (cells.length < 2 && (cells[0]?.length ?? 0) < 2)) return
    event.preventDefault()
    onPasteBlock(cells, { row: here.row, column: here.column })
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame around a table
    <div role="group" aria-label={label} onKeyDown={move} onPaste={paste}>
      {children}
    </div>
  )
}

type Cell = { field: HTMLInputElement; row: number; column: number }

function cellOf(target: EventTarget): Cell | null {
  if (!(target instanceof HTMLInputElement)) return null
  const { cellRow, cellColumn } = target.dataset
  return cellRow === undefined ? null : { field: target, row: Number(cellRow), column: Number(cellColumn) }
}

/** Rows without a field (a member who is not rated) are stepped over. */
function nextCell(
  grid: HTMLElement,
  { row, column }: Cell,
  [down, right]: readonly [number, number],
): HTMLInputElement | null {
  const cells = [...grid.querySelectorAll<HTMLInputElement>('input[data-cell-row]')].flatMap(
    (field) => cellOf(field) ?? [],
  )
  const inLine = down === 0 ? cells.filter((cell) => cell.row === row) : cells.filter((cell) => cell.column === column)
  const place = ({ row: r, column: c }: { row: number; column: number }) => (down === 0 ? c : r)
  const direction = down + right
  const ahead = inLine
    .filter((cell) => (place(cell) - place({ row, column })) * direction > 0)
    .sort((a, b) => (place(a) - place(b)) * direction)
  return ahead[0]?.field ?? null
}

function atEdge({ selectionStart, selectionEnd, value }: HTMLInputElement, edge: 'start' | 'end'): boolean {
  const wholeChosen = selectionStart === 0 && selectionEnd === value.length
  return wholeChosen || (edge === 'start' ? selectionEnd === 0 : selectionStart === value.length)
}

function focusNextFault(grid: HTMLElement, from: EventTarget) {
  const faults = [...grid.querySelectorAll<HTMLElement>('[data-fault]')]
  const after = faults.find(
    (fault) => from instanceof Node && (from.compareDocumentPosition(fault) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  )
  const next = after ?? faults[0]
  next?.focus()
}
