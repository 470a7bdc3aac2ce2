import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'

const sections = ['strengths', 'limitations', 'remedied', 'explained', 'responsibility', 'direction'] as const
const roman = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const
const most = 20_000

type ReviewTextProps = {
  form: '2A' | '2B' | '2C'
  value: string
  readOnly: boolean
  onCommit: (text: string) => void
}

/** The review's text under the headings of its form; saved a moment after the typing stops and when the field is left. */
export function ReviewText({ form, value, readOnly, onCommit }: ReviewTextProps) {
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

  function insertHeadings() {
    const wanted = sections.filter((section) => section !== 'responsibility' || form === '2B')
    const lines = wanted.map((section, index) => `${roman[index]}. ${t(`section.${section}`)}\n`)
    const whole = [...(text.trim() === '' ? [] : [text.trimEnd(), '']), ...lines].join('\n')
    setDraft(whole)
    onCommit(whole)
  }

  return (
    <Panel
      title={t('text')}
      note={t('text-note', { form })}
      aside={
        !readOnly && text.trim() === '' ? (
          <Button onClick={insertHeadings}>{t('insert-headings', { form })}</Button>
        ) : undefined
      }
    >
      <Textarea
        aria-label={t('text')}
        value={text}
        readOnly={readOnly}
        maxLength={most}
        autosize
        minRows={10}
        maxRows={40}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onBlur={() => {
          save()
          setDraft(null)
        }}
        description={text.length > most * 0.9 ? t('text-left', { count: most - text.length }) : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
    </Panel>
  )
}
