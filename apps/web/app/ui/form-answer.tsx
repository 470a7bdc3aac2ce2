import { useTranslations } from 'use-intl'
import { Notice, RefusalNotice } from './notice.tsx'

/** What a form that was not taken is answered with: a code, and every finding of a refusal in words. */
export type FormAnswerFacts = {
  readonly code: string
  readonly findings: readonly { readonly code: string; readonly said: string }[]
}

/** The same with what was typed, so that nobody types twice, and the names of fields that are wrong. */
export type TypedAnswerFacts = FormAnswerFacts & {
  readonly wrong: readonly string[]
  readonly typed: Readonly<Record<string, string>>
}

/** Says what came of a form of a room: done, every finding of a refusal, or why nothing was changed. */
export function FormAnswer({
  room,
  answer,
  done,
}: {
  room: 'directives' | 'plans' | 'incidents' | 'information' | 'inspections' | 'petitions' | 'targets' | 'vault'
  answer: FormAnswerFacts | undefined
  done: string | null
}) {
  const t = useTranslations(`${room}.refusals`)
  const v = useTranslations(`${room}.done`)
  if (answer === undefined) {
    if (done === null) return null
    return <Notice tone="ok" live="status" title={v.has(done as 'other') ? v(done as 'other') : v('other')} />
  }
  if (answer.findings.length > 0) {
    return (
      <RefusalNotice title={t('refused')} rules={answer.findings.map(({ code, said }) => ({ code, found: said }))} />
    )
  }
  return (
    <Notice
      tone="error"
      live="alert"
      title={t.has(answer.code as 'BAD_INPUT') ? t(answer.code as 'BAD_INPUT') : t('other')}
    >
      {t('kept')}
    </Notice>
  )
}
