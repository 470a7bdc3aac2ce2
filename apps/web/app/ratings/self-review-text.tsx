import { Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

type ReviewTextProps = {
  id?: string
  label: string
  value: string
  most?: number
  rows?: number
  readOnly: boolean
  onCommit: (text: string) => void
}

/** A long text that is saved while it is typed, a moment after the last key and when it is left. */
export function ReviewText({ id, label, value, most = 20_000, rows = 4, readOnly, onCommit }: ReviewTextProps) {
  const t = useTranslations('ratings.self-review')
  const [draft, setDraft] = useState<string | null>(null)
  const latest = useRef({ draft, value, onCommit })
  latest.current = { draft, value, onCommit }
  const text = draft ?? value

  function save() {
    const { draft: typed, value: kept, onCommit: commit } = latest.current
    if (typed !== null && typed !== kept) commit(typed)
  }
  useEffect(() => {
    if (draft === null) return
    const timer = setTimeout(save, 1200)
    return () => clearTimeout(timer)
  }, [draft])
  useEffect(() => {
    addEventListener('pagehide', save)
    return () => {
      removeEventListener('pagehide', save)
      save()
    }
  }, [])

  return (
    <Textarea
      {...(id ? { id } : {})}
      label={label}
      value={text}
      readOnly={readOnly}
      maxLength={most}
      autosize
      minRows={rows}
      maxRows={40}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={() => {
        save()
        setDraft(null)
      }}
      description={text.length > most * 0.9 ? t('text-left', { count: most - text.length }) : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  )
}
