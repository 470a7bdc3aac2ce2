import { useTranslations } from 'use-intl'
import { Notice, RefusalNotice } from '../ui/notice.tsx'

/** What came of a form of this room. */
export type PetitionAnswerFacts = {
  readonly code: string
  readonly wrong: readonly string[]
  readonly findings: readonly { readonly code: string; readonly said: string }[]
  readonly typed: Readonly<Record<string, string>>
}

/** Says what came of a form: done, every finding of a refusal, or why nothing was changed. */
export function PetitionAnswer({ answer, done }: { answer: PetitionAnswerFacts | undefined; done: string | null }) {
  const t = useTranslations('petitions.refusals')
  const v = useTranslations('petitions.done')
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
