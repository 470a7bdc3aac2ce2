import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'

type ReviewInputProps = {
  id: string
  label: string
  help?: string
  value: string
  error: string | undefined
  decimals?: boolean
  readOnly: boolean
  /** Each key, for live sums; null when the field was left. */
  onType: (text: string | null) => void
  onCommit: (text: string) => void
}

/** One number of a self-review: saved when it is left, Esc restores, its fault stands under it. */
export function ReviewInput({
  id,
  label,
  help,
  value,
  error,
  decimals = false,
  readOnly,
  onType,
  onCommit,
}: ReviewInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  // What stood here before typing: `value` follows each key for the live sums, so it cannot say whether anything changed.
  const before = useRef(value)

  function leave() {
    const typed = draft?.trim()
    setDraft(null)
    onType(null)
    if (typed !== undefined && typed !== before.current) onCommit(typed)
  }

  return (
    <TextInput
      id={id}
      label={label}
      description={help}
      value={draft ?? value}
      error={error}
      readOnly={readOnly}
      inputMode={decimals ? 'decimal' : 'numeric'}
      autoComplete="off"
      onChange={({ currentTarget }) => {
        if (draft === null) before.current = value
        setDraft(currentTarget.value)
        onType(currentTarget.value.trim())
      }}
      onBlur={leave}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key !== 'Escape' || draft === null) return
        event.stopPropagation()
        setDraft(null)
        onType(null)
      }}
    />
  )
}
