import { useTranslations } from 'use-intl'
import { Notice, RefusalNotice } from '../ui/notice.tsx'
import type { ReviewAnswer } from './reviews.server.ts'

/** Says why a form of the reports was not taken: each line that does not add up, or the one reason. */
export function ReviewAnswerNotice({ answer }: { answer: ReviewAnswer | undefined }) {
  const t = useTranslations('reviews.refusals')
  if (!answer) return null
  if (answer.said.length > 0) {
    return (
      <RefusalNotice
        title={t('DOES_NOT_ADD_UP')}
        rules={answer.said.map((found) => ({ code: found.slice(0, 3), found }))}
      />
    )
  }
  const known = answer.code as 'BAD_INPUT'
  return (
    <Notice tone="error" live="alert" title={t.has(known) ? t(known) : t('other')}>
      {t('kept')}
    </Notice>
  )
}
