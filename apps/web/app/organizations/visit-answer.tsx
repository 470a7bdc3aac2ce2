import { useTranslations } from 'use-intl'
import { Notice, RefusalNotice } from '../ui/notice.tsx'
import type { VisitRefused } from './visit-note.server.ts'

/** What came of a form about visits and days held: done, every finding, or why nothing was changed. */
export function VisitAnswer({ answer, done }: { answer: VisitRefused | undefined; done: string | null }) {
  const t = useTranslations('charge.answers')
  if (answer === undefined) {
    if (done === null) return null
    const key = `done-${done}` as 'done-note'
    return <Notice tone="ok" live="status" title={t(t.has(key) ? key : 'done')} />
  }
  if (answer.findings.length > 0) {
    return (
      <RefusalNotice title={t('refused')} rules={answer.findings.map(({ code, said }) => ({ code, found: said }))} />
    )
  }
  const code = answer.code as 'BAD_INPUT'
  return (
    <Notice tone="error" live="alert" title={t(t.has(code) ? code : 'other')}>
      {t('kept')}
    </Notice>
  )
}
