import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './succession.module.css'
import type { successionsLoader } from './successions.server.ts'

const groups = [
  ['to-decide', ['submitted']],
  ['drafts', ['draft', 'returned']],
  ['coming', ['decided']],
  ['past', ['effective', 'undone']],
] as const

/** Changes of organizations by where they stand: to decide, being prepared, coming, past. */
export function SuccessionsScreen() {
  const { cases, mayPrepare } = useLoaderData<typeof successionsLoader>()
  const t = useTranslations('organizations.successions')
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { count: cases.length })}
        actions={
          mayPrepare && (
            <Button component={Link} to="/successions/new" variant="filled">
              {t('prepare')}
            </Button>
          )
        }
      />
      <div className={classes['stack']}>
        {cases.length === 0 && <EmptyState why={t('none')} />}
        {groups.map(([group, states]) => {
          const rows = cases.filter(({ state }) => states.some((one) => one === state))
          return (
            rows.length > 0 && (
              <Panel key={group} title={t(`groups.${group}`)} note={t('count', { count: rows.length })} flush>
                <DataTable
                  label={t(`groups.${group}`)}
                  rows={rows}
                  rowKey={({ caseId }) => caseId}
                  columns={[
                    {
                      id: 'title',
                      head: t('what'),
                      phone: 'title',
                      cell: ({ caseId, title }) => <Link to={`/successions/${caseId}`}>{title}</Link>,
                    },
                    {
                      id: 'state',
                      head: t('where'),
                      cell: ({ state }) => <Chip look="flat">{t(`states.${state}`)}</Chip>,
                    },
                    { id: 'day', head: t('effective-on'), cell: ({ effectiveOn }) => formatDay(effectiveOn) },
                    { id: 'number', head: t('number'), cell: ({ number }) => number || '–' },
                    { id: 'by', head: t('prepared-by'), cell: ({ preparedByName }) => preparedByName },
                  ]}
                />
              </Panel>
            )
          )
        })}
      </div>
    </>
  )
}
