import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { accountLoader } from './account.server.ts'
import classes from './areas.module.css'

/** The account of a year per member in charge and per commune and its head: counts with where they come from, never a score. */
export function AccountScreen() {
  const { year, years, until, members, heads, source } = useLoaderData<typeof accountLoader>()
  const t = useTranslations('charge.account')
  const without = heads.filter(({ daysWithout }) => daysWithout > 0)
  const under = heads.filter(({ targets }) => targets?.isUnder)
  const duty = ({ due, held }: { due: number | null; held: number }) =>
    due === null ? t('held', { held }) : t('held-of', { held, due })
  return (
    <>
      <PageHead
        crumbs={[{ label: t('areas'), to: '/areas' }]}
        title={t('title', { year: String(year) })}
        state={t('state', {
          day: formatDay(until),
          members: members.length,
          without: without.length,
          under: under.length,
        })}
        actions={
          <>
            <Button component="a" href={`/areas/account.docx?year=${year}`} variant="default">
              {t('word')}
            </Button>
            <Button component="a" href={`/areas/account.xlsx?year=${year}`} variant="default">
              {t('excel')}
            </Button>
          </>
        }
      />
      <div className={classes['stack']}>
        <nav className={classes['views']} aria-label={t('years')}>
          {years.map((one) => (
            <Link key={one} to={`/areas/account?year=${one}`} aria-current={one === year ? 'page' : undefined}>
              {one}
            </Link>
          ))}
        </nav>
        <Panel title={t('members')} note={t('members-note')} flush>
          <DataTable
            label={t('members')}
            rows={members}
            rowKey={({ name, charges }) => `${name} ${charges[0]?.organizationId}`}
            columns={[
              {
                id: 'name',
                head: t('name'),
                phone: 'title',
                cell: ({ name, post }) => (
                  <>
                    {name}
                    {post !== '' && <span className={classes['light']}>, {post}</span>}
                  </>
                ),
              },
              {
                id: 'charges',
                head: t('charges'),
                cell: ({ charges }) =>
                  charges.map(({ name, areaCode, organizationId, days, decisionNumber }) => (
                    <div key={`${organizationId} ${areaCode} ${decisionNumber}`}>
                      <Link
                        to={areaCode === null ? `/organizations/${organizationId}` : `/monitoring/areas/${areaCode}`}
                      >
                        {name}
                      </Link>{' '}
                      <span className={classes['light']}>{t('days-by', { days, number: decisionNumber })}</span>
                    </div>
                  )),
              },
              { id: 'tasks', head: t('tasks'), cell: ({ counts }) => t('tasks-of', counts) },
              { id: 'promises', head: t('promises'), cell: ({ counts }) => t('promises-of', counts) },
              { id: 'visits', head: t('visits'), cell: ({ visits }) => duty(visits) },
              { id: 'receptions', head: t('receptions'), cell: ({ receptions }) => duty(receptions) },
              { id: 'targets', head: t('targets-under'), numeric: true, cell: ({ targetsUnder }) => targetsUnder },
              { id: 'cases', head: t('cases'), numeric: true, cell: ({ cases }) => cases },
            ]}
            empty={<EmptyState why={t('no-members')} />}
          />
        </Panel>
        <Panel title={t('heads')} note={t('heads-note')} flush>
          <DataTable
            label={t('heads')}
            rows={heads}
            rowKey={({ organizationId, areaCode }) => `${organizationId} ${areaCode}`}
            columns={[
              {
                id: 'name',
                head: t('organization'),
                phone: 'title',
                cell: ({ organizationId, organizationName }) => (
                  <Link to={`/organizations/${organizationId}`}>{organizationName}</Link>
                ),
              },
              {
                id: 'gap',
                head: t('gap'),
                cell: ({ daysWithout, areaCode }) =>
                  daysWithout === 0 ? 0 : <Link to={`/areas/${areaCode}`}>{t('days', { days: daysWithout })}</Link>,
              },
              { id: 'tasks', head: t('tasks'), cell: ({ tasks }) => t('tasks-of', tasks) },
              {
                id: 'receptions',
                head: t('receptions'),
                cell: ({ receptions, organizationId }) => (
                  <Link to={`/areas/receptions?organization=${organizationId}`}>{duty(receptions)}</Link>
                ),
              },
              {
                id: 'targets',
                head: t('targets'),
                cell: ({ targets }) =>
                  targets === null ? (
                    <MissingValue kind="missing" note={t('no-report')} />
                  ) : (
                    t(targets.isUnder ? 'targets-of-under' : 'targets-of', {
                      assigned: targets.assigned,
                      completed: targets.completed,
                    })
                  ),
              },
              { id: 'cases', head: t('cases'), numeric: true, cell: ({ cases }) => cases },
            ]}
            empty={<EmptyState why={t('no-heads')} />}
          />
        </Panel>
        <p className={classes['light']}>{t('sources', { document: source.document })}</p>
      </div>
    </>
  )
}
