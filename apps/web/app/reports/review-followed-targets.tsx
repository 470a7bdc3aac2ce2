import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { Panel } from '../ui/panel.tsx'
import type { reviewLoader } from './review.server.ts'
import { StandingChip } from './target-parts.tsx'

/** The targets of several years as the report holds them: figure, straight path, what each source says, and the tasks. */
export function ReviewFollowedTargets({ targets }: { targets: Awaited<ReturnType<typeof reviewLoader>>['followed'] }) {
  const t = useTranslations('targets')
  if (targets.length === 0) return null
  return (
    <Panel title={t('followed')} note={t('course-note')} flush>
      <DataTable
        label={t('followed')}
        rows={targets}
        rowKey={({ targetId }) => targetId}
        columns={[
          {
            id: 'target',
            head: t('target'),
            phone: 'title',
            cell: ({ targetId, wording }) => <Link to={`/reports/targets/${targetId}`}>{wording}</Link>,
          },
          { id: 'source', head: t('source'), cell: ({ source }) => source },
          {
            id: 'wanted',
            head: t('wanted'),
            cell: ({ bound, wanted, unit, dueYear }) =>
              t(`wanted-of.${bound}`, { figure: `${wanted.toLocaleString('vi-VN')} ${unit}`, year: String(dueYear) }),
          },
          {
            id: 'path',
            head: t('path'),
            numeric: true,
            cell: ({ path }) => path?.toLocaleString('vi-VN') ?? <MissingValue kind="missing" />,
          },
          { id: 'results', head: t('newest'), cell: ({ results }) => results ?? <MissingValue kind="missing" /> },
          { id: 'tasks', head: t('tasks-count'), numeric: true, cell: ({ tasks }) => tasks.linked },
          { id: 'standing', head: t('standing'), cell: (target) => <StandingChip {...target} /> },
        ]}
      />
    </Panel>
  )
}
