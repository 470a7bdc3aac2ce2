import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'

type Work = readonly {
  readonly to: string
  readonly title: string
  readonly kind: string
  readonly dueOn: string
  readonly isLate: boolean
}[]

/** Papers and matters of the unit that are due within a week or overdue, on the start page. */
export function PetitionWork({ work }: { work: Work }) {
  const t = useTranslations('petitions.work')
  const k = useTranslations('petitions.kind')
  const d = useTranslations('petitions.directions')
  const none = useTranslations('petitions.register')('empty')
  return (
    <Panel title={t('title')} aside={<Link to="/petitions">{t('all')}</Link>}>
      {work.length === 0 ? (
        <EmptyState why={none} />
      ) : (
        <ul className={shared['list']}>
          {work.map(({ to, title, kind, dueOn, isLate }) => (
            <li key={to}>
              <Link to={to}>{title}</Link>{' '}
              {kind === 'direction'
                ? d('work')
                : kind === 'direction-reported'
                  ? d('work-close')
                  : kind === 'report'
                    ? t('report')
                    : k(kind as 'complaint')}
              , {isLate ? <Chip look="red">{t('late', { day: formatDay(dueOn) })}</Chip> : formatDay(dueOn)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
