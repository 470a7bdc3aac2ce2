import { Link, useLoaderData, useNavigate } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../../ui/chip.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Deadline } from '../../ui/deadline.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { formatDay } from '../../ui/format.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { MissingValue } from '../../ui/missing-value.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './after.module.css'
import type { appealsLoader } from './committee.server.ts'

const looks = { filed: 'watch', withdrawn: 'dashed', upheld: 'grey', changed: 'accentEdge' } as const

/** A committee's complaints: what waits for an answer first, by the day it is due. */
export function AppealsScreen() {
  const { year, committeeId, committee, appeals, waiting } = useLoaderData<typeof appealsLoader>()
  const t = useTranslations('ratings.after')
  const navigate = useNavigate()
  type Appeal = (typeof appeals)[number]
  const placeOf = ({ caseId }: Appeal) => `/ratings/${year}/cases/${caseId}/outcome`
  const columns: readonly Column<Appeal>[] = [
    {
      id: 'name',
      head: t('appeals.name'),
      phone: 'title',
      cell: (row) => <Link to={placeOf(row)}>{row.name}</Link>,
    },
    { id: 'cell', head: t('appeals.cell'), cell: ({ cellName }) => cellName },
    { id: 'level', head: t('appeals.level'), cell: ({ grade }) => <GradeChip grade={grade} /> },
    {
      id: 'filed',
      head: t('appeals.filed'),
      cell: ({ filedOn, isLate }) => (
        <>
          {formatDay(filedOn)} {isLate && <Chip look="watch">{t('appeal.late')}</Chip>}
        </>
      ),
    },
    {
      id: 'due',
      head: t('appeals.due'),
      cell: ({ deadline, dueOn }) =>
        deadline ? (
          <Deadline deadline={deadline} />
        ) : dueOn === null ? (
          <MissingValue kind="missing" />
        ) : (
          formatDay(dueOn)
        ),
    },
    {
      id: 'state',
      head: t('appeals.where'),
      cell: ({ state }) => <Chip look={looks[state]}>{t(`appeal.states.${state}`)}</Chip>,
    },
  ]
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('crumb-year', { year: String(year) }), to: `/ratings/${year}/committees/${committeeId}/decision` },
          { label: t('appeals.crumb') },
        ]}
        title={t('appeals.title', { year: String(year) })}
        state={`${committee}. ${t('appeals.state', { open: appeals.filter(({ state }) => state === 'filed').length })}`}
      />
      <div className={classes['stack']}>
        <Panel title={t('appeals.crumb')} flush>
          <DataTable
            label={t('appeals.title', { year: String(year) })}
            columns={columns}
            rows={appeals}
            rowKey={({ id }) => id}
            onOpen={(row) => navigate(placeOf(row))}
            empty={<EmptyState why={t('appeals.none')} />}
          />
        </Panel>
        {waiting.length > 0 && (
          <Panel title={t('appeals.waiting')}>
            <ul className={classes['list']}>
              {waiting.map((one) => (
                <li key={one.id}>
                  <p className={classes['head']}>
                    <Link to={`/ratings/${one.year}/cases/${one.caseId}/correction`}>{one.name}</Link>
                    <GradeChip grade={one.grade} /> {t('crumb-year', { year: String(one.year) })}
                    <Chip look="watch">{t(one.isPrepared ? 'appeals.to-decide' : 'appeals.to-follow')}</Chip>
                  </p>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </>
  )
}
