import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'
import classes from './own-rules.module.css'

const sheetFaults = [
  'WEIGHTS_NOT_EXACT',
  'CODE_TWICE',
  'SUBJECT_TWICE',
  'SUBJECT_NOT_IN_RULE_SET',
  'BANDS_WITH_HOLE',
  'BANDS_MISSING',
  'BONUS_OVER_CAP',
  'POINTS_NOT_POSITIVE',
  'NO_POINTS_IN_RULE_SET',
] as const

type Answer = {
  readonly refusal: keyof Refusals | null
  readonly issues: readonly { readonly field: string; readonly message: string }[]
  readonly sheetFaults: readonly {
    readonly code: string
    readonly where: string
    readonly required: string | null
    readonly actual: string | null
  }[]
}
type Refusals = Record<
  | 'NOT_FOUND'
  | 'NO_RULE_SET_FOR_YEAR'
  | 'CHANGED_MEANWHILE'
  | 'NOT_A_DRAFT'
  | 'OVERLAY_INVALID'
  | 'SAME_PERSON'
  | 'CAMPAIGN_EXISTS'
  | 'DECIDED_IN_FUTURE'
  | 'FORM_INCOMPLETE'
  | 'FILE_NOT_READABLE'
  | 'DECISION_INCOMPLETE',
  true
>

/** Why rules were not kept, with every place that is wrong and what it should be. */
export function RulesRefusal({ answer }: { answer: Answer }) {
  const t = useTranslations('rules')
  if (answer.refusal === null) return null
  return (
    <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal}`)}>
      {(answer.issues.length > 0 || answer.sheetFaults.length > 0) && (
        <ul className={classes['list']}>
          {answer.sheetFaults.map(({ code, where, required, actual }) => {
            const known = sheetFaults.find((one) => one === code)
            return (
              <li key={`${code} ${where}`}>
                {known ? t(`sheet-faults.${known}`, { where, required: required ?? '', actual: actual ?? '' }) : where}{' '}
                ({code})
              </li>
            )
          })}
          {answer.issues.map(({ field }) => (
            <li key={field}>{t('issue', { field })}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
