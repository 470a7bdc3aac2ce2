import { type KeyboardEvent, useRef, useState } from 'react'
import classes from './number-cell.module.css'

type NumberCellProps = {
  /** Place in the `EntryGrid`: Enter goes one row down, Tab one column right. */
  row: number
  column: number
  /** Read aloud: "Đặng Hữu Nghĩa, phiếu T". */
  label: string
  /** What is saved, as text; the empty text is "not entered" and is not zero. */
  value: string
  /** Called when the cell is left or Enter is pressed with another text than `value`. */
  onCommit: (typed: string) => void
  /** Called at each key, for live sums; null when the cell is left or restored. */
  onType?: (typed: string | null) => void
  state?: 'plain' | 'error' | 'watch'
  /** The id of the sentence that explains the fault. */
  describedBy?: string
  name?: string
  decimals?: boolean
  readOnly?: boolean
}

/** A number field in a grid: digits overwrite, Esc restores, nothing is refused while typing, and the wheel changes nothing. */
export function NumberCell(props: NumberCellProps) {
  const {
    row,
    column,
    label,
    value,
    onCommit,
    onType,
    state = 'plain',
    describedBy,
    name,
    decimals = false,
    readOnly,
  } = props
  const [draft, setDraft] = useState<string | null>(null)
  const dropped = useRef(false)
  // What stood here before typing: with live sums `value` follows each key, so it cannot say whether anything changed.
  const before = useRef(value)
  const shown = draft ?? value

  function type(typed: string) {
    // Who types on after Esc means it: the restoring is over.
    dropped.current = false
    if (draft === null) before.current = value
    setDraft(typed)
    onType?.(typed)
  }

  function leave() {
    const typed = draft?.trim()
    if (typed !== undefined) onType?.(null)
    if (!dropped.current && typed !== undefined && typed !== before.current) {
      // Enter and the leaving that follows it are one commit.
      before.current = typed
      onCommit(typed)
    }
    dropped.current = false
    setDraft(null)
  }

  function key(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation()
      dropped.current = true
      setDraft(null)
      onType?.(null)
      const field = event.currentTarget
      requestAnimationFrame(() => {
        // Selecting also takes the focus: not back from where somebody has gone meanwhile.
        if (dropped.current && document.activeElement === field) field.select()
        dropped.current = false
      })
    }
    // In the last row Enter has nowhere to go, and still means "done".
    if (event.key === 'Enter') leave()
    if (event.key === 'F2') event.currentTarget.setSelectionRange(shown.length, shown.length)
  }

  return (
    <input
      className={[classes['cell'], shown === '' ? classes['empty'] : '', state === 'plain' ? '' : classes[state]].join(
        ' ',
      )}
      type="text"
      inputMode={decimals ? 'decimal' : 'numeric'}
      autoComplete="off"
      name={name}
      aria-label={label}
      aria-invalid={state === 'error' || undefined}
      aria-describedby={describedBy}
      data-cell-row={row}
      data-cell-column={column}
      data-fault={state === 'error' || undefined}
      placeholder="–"
      readOnly={readOnly}
      value={shown}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={leave}
      onKeyDown={key}
    />
  )
}
