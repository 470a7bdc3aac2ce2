import { Button } from '@mantine/core'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay, formatShortDay } from '../ui/format.ts'
import { WhyPopover } from '../ui/why-popover.tsx'
import classes from './my-work.module.css'
import type { myWorkLoader } from './my-work.server.ts'

type Task = Omit<Awaited<ReturnType<typeof myWorkLoader>>['tasks'][number], 'key'>

/** One thing to do: its day and distance, a sentence, why it came to this person, and the one button that opens its place. */
export function TaskRow({ task, today }: { task: Task; today: string }) {
  const t = useTranslations('access.my-work')
  const deadline = useTranslations('ui.deadline')
  const role = useTranslations('access.frame.roles')
  const { code, name, year, dueOn, group, numbers, reason, due, to } = task
  const facts = {
    name: name ?? '',
    year: String(year),
    count: numbers['count'] ?? 0,
    of: numbers['of'] ?? 0,
    files: numbers['files'] ?? 0,
    excess: numbers['excess'] ?? 0,
    reason: reason ?? '',
  }
  const isOverdue = group === 'overdue'
  const { workingDays } = due
  const distance =
    workingDays === null
      ? ''
      : workingDays < 0
        ? deadline('overdue', { count: -workingDays })
        : workingDays === 0
          ? deadline('today')
          : deadline('left', { count: workingDays })
  const title = t(`tasks.${code}.title`, facts)
  const because =
    task.role === null ? '' : t('why-role', { role: role(task.role), scope: task.scopeName ?? t('no-scope') })
  const rule = t(`tasks.${code}.rule`, facts)
  const counted = t('why-due', { due: formatDay(dueOn), today: formatDay(today), distance })
  return (
    <li className={`${classes['task']} ${isOverdue ? classes['overdue'] : ''}`}>
      <p className={classes['when']}>
        <time dateTime={dueOn}>{formatShortDay(dueOn)}</time>
        <span>{distance}</span>
      </p>
      <div className={classes['what']}>
        <h3>{title}</h3>
        <p>
          {t(reason === null ? `tasks.${code}.text` : `tasks.${code}.with-reason`, facts)}{' '}
          <WhyPopover
            title={`${t('why')}: ${title}`}
            why={{ how: counted, facts: because, rule }}
            sentence={`${title}. ${because} ${rule} ${counted}`}
          >
            <span className={classes['why']}>{t('why')}</span>
          </WhyPopover>
        </p>
      </div>
      <Button component={Link} to={to} variant={isOverdue ? 'filled' : 'default'} className={classes['go'] ?? ''}>
        {t(`tasks.${code}.go`)}
      </Button>
    </li>
  )
}
