import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { DutyChip } from './directive-parts.tsx'
import type { directiveWorkOf } from './directives.server.ts'

/** Tasks of directives on the start page: what one owes, and reports that wait for an answer. */
export function DirectiveWork({ tasks }: { tasks: Awaited<ReturnType<typeof directiveWorkOf>> }) {
  const t = useTranslations('directives')
  return (
    <Panel title={t('work')} aside={<Link to="/reports/directives">{t('work-all')}</Link>}>
      <ul className={shared['list']}>
        {tasks.map(({ taskId, directiveId, directiveNumber, content, unit, dueOn, duty }) => (
          <li key={taskId}>
            <Link to={`/reports/directives/${directiveId}#${taskId}`}>{content}</Link>{' '}
            {t('work-of', { number: directiveNumber, unit, day: formatDay(dueOn) })} <DutyChip duty={duty} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
