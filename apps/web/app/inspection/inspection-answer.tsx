import { useTranslations } from 'use-intl'
import { Notice, RefusalNotice } from '../ui/notice.tsx'

export type InspectionAnswerData = {
  readonly code: string
  readonly wrong: readonly string[]
  readonly findings: readonly { readonly code: string; readonly said: string }[]
  readonly typed: Readonly<Record<string, string>>
}

/** What came of a form: done, every finding of a refusal, or why nothing was changed. */
export function InspectionAnswer({ answer, done }: { answer: InspectionAnswerData | undefined; done: string | null }) {
  const t = useTranslations('inspections.refusals')
  const v = useTranslations('inspections.done')
  if (answer === undefined) {
    if (done === null) return null
    return <Notice tone="ok" live="status" title={v.has(done as 'open') ? v(done as 'open') : v('other')} />
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
