import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Panel } from '../ui/panel.tsx'
import type { informationWorkOf } from './information-work.server.ts'
import { IssueDue } from './issue-state.tsx'

/** Duties of information on the start page: what is late, and what nobody answers for yet. */
export function InformationWork({ issues }: { issues: Awaited<ReturnType<typeof informationWorkOf>> }) {
  const t = useTranslations('information.work')
  return (
    <Panel title={t('title')} aside={<Link to="/information">{t('all')}</Link>}>
      <ul className={shared['list']}>
        {issues.map(({ issueId, question, ...due }) => (
          <li key={issueId}>
            <Link to={`/information/issues/${issueId}`}>{question}</Link> <IssueDue {...due} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
