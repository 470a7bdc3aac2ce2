import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './deadline.module.css'
import { formatDay, formatShortDay } from './format.ts'

/**
 * A deadline as the calendar room counted it: `workingDays` from today to `day`, negative when it has passed. A suspended term
 * has days left and no day; a provisional one rests on a calendar that is not issued yet.
 */
export type DeadlineFacts =
  | { readonly kind: 'counted'; readonly day: string; readonly workingDays: number }
  | { readonly kind: 'suspended'; readonly daysLeft: number }
  | { readonly kind: 'provisional'; readonly day: string; readonly why: string }

type DeadlineProps = { deadline: DeadlineFacts; longDay?: boolean; how?: ReactNode }

/** The date first, then the distance in working days; overdue is red and says "quá". `how` is the link "Cách đếm". */
export function Deadline({ deadline, longDay = false, how }: DeadlineProps) {
  const t = useTranslations('ui.deadline')
  const printed = longDay ? formatDay : formatShortDay
  if (deadline.kind === 'suspended') {
    return (
      <span className={classes['deadline']}>
        <span className={classes['day']}>–</span>
        <span className={classes['left']}>{t('suspended', { count: deadline.daysLeft })}</span>
        {how}
      </span>
    )
  }
  if (deadline.kind === 'provisional') {
    return (
      <span className={classes['deadline']}>
        <time className={classes['day']} dateTime={deadline.day}>{`${formatDay(deadline.day)}*`}</time>
        <span className={classes['left']}>{t('provisional', { why: deadline.why })}</span>
        {how}
      </span>
    )
  }
  const { day, workingDays } = deadline
  const tone = workingDays < 0 ? classes['overdue'] : workingDays === 0 ? classes['today'] : ''
  const left =
    workingDays < 0
      ? t('overdue', { count: -workingDays })
      : workingDays === 0
        ? t('today')
        : t('left', { count: workingDays })
  return (
    <span className={`${classes['deadline']} ${tone}`}>
      <time className={classes['day']} dateTime={day}>
        {printed(day)}
      </time>
      <span className={classes['left']}>{left}</span>
      {how}
    </span>
  )
}
