import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import classes from './progress-row.module.css'

type ProgressRowProps = { name: string; done: number; total: number; minutesLeft?: number; stop?: ReactNode }

/** Long work under "Đang chạy": n of m, time left, a way to stop; it can be left and the result waits. */
export function ProgressRow({ name, done, total, minutesLeft, stop }: ProgressRowProps) {
  const t = useTranslations('ui.progress')
  const id = useId()
  const share = total === 0 ? 0 : Math.min(1, done / total)
  return (
    <div className={classes['row']}>
      <div className={classes['head']}>
        <span id={id} className={classes['name']}>
          {name}
        </span>
        <span className={classes['count']}>{t('count', { done, total })}</span>
      </div>
      <div
        className={classes['track']}
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
      >
        <div className={classes['fill']} style={{ width: `${share * 100}%` }} />
      </div>
      <div className={classes['foot']}>
        <span>
          {minutesLeft !== undefined && `${t('left', { count: minutesLeft })} `}
          {t('may-leave')}
        </span>
        {stop}
      </div>
    </div>
  )
}
