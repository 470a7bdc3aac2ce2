import { useLoaderData } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './own-rules.module.css'
import type { simulationLoader } from './simulation.server.ts'

/** What a draft would change in a past year; nothing of it is decided. */
export function SimulationScreen() {
  const view = useLoaderData<typeof simulationLoader>()
  const { title, overlayId, year, cases, moved, counts, excess, reasons, organizations, moves, units, outdated } = view
  const t = useTranslations('rules')
  const format = useFormatter()
  const level = useTranslations('rules.outcomes')
  const count = (value: number | null) => (value === null ? t('under-five') : format.number(value))
  const reason = ({ reason: code, text }: { reason: string; text: string }) =>
    code === 'POINTS_BY_SHEET' || code === 'SCORES_DO_NOT_FIT_SHEET' ? t(`move-reasons.${code}`) : `${text} (${code})`
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('title'), to: '/ratings/rules' },
          overlayId === null
            ? { label: t('reading.crumb'), to: `/ratings/${year}/reading` }
            : { label: title, to: `/ratings/rules/${overlayId}` },
          { label: t('trial') },
        ]}
        title={t('simulation-title', { year: String(year) })}
        state={t('simulation-state', {
          title: overlayId === null ? t('reading.crumb') : title,
          by: view.askedByName,
          at: formatMoment(view.simulatedAt),
        })}
      />
      <div className={classes['stack']}>
        <Notice tone="info">{t('simulation-nothing-decided')}</Notice>
        {outdated && <Notice tone="watch">{t(overlayId === null ? 'reading.outdated' : 'outdated')}</Notice>}
        <Panel title={t('in-total')}>
          <dl className={classes['numbers']}>
            <div>
              <dt>{t('dossiers')}</dt>
              <dd>{format.number(cases)}</dd>
            </div>
            <div>
              <dt>{t('moved')}</dt>
              <dd>{count(moved)}</dd>
            </div>
            <div>
              <dt>{t('excess')}</dt>
              <dd>{t('from-to', { before: count(excess.before), after: count(excess.after) })}</dd>
            </div>
          </dl>
        </Panel>
        <Panel title={t('levels')} flush>
          <DataTable
            label={t('levels')}
            rows={counts}
            rowKey={({ outcome }) => outcome}
            columns={[
              { id: 'level', head: t('level'), phone: 'title', cell: ({ outcome }) => level(outcome) },
              { id: 'before', head: t('before'), numeric: true, cell: (row) => count(row.before) },
              { id: 'after', head: t('after'), numeric: true, cell: (row) => count(row.after) },
              {
                id: 'change',
                head: t('change'),
                numeric: true,
                cell: (row) =>
                  row.before === null || row.after === null
                    ? '–'
                    : format.number(row.after - row.before, { signDisplay: 'exceptZero' }),
              },
            ]}
          />
        </Panel>
        <Panel title={t('reasons')} flush>
          <DataTable
            label={t('reasons')}
            rows={reasons}
            rowKey={({ reason: code }) => code}
            empty={<EmptyState why={t('nobody-moved')} />}
            columns={[
              { id: 'rule', head: t('rule'), phone: 'title', cell: reason },
              { id: 'cases', head: t('dossiers'), numeric: true, cell: (row) => count(row.cases) },
            ]}
          />
        </Panel>
        <Panel title={t('by-organization')} flush>
          <DataTable
            label={t('by-organization')}
            rows={organizations}
            rowKey={({ organizationId }) => organizationId}
            empty={<EmptyState why={t('no-dossiers')} />}
            columns={[
              { id: 'name', head: t('of'), phone: 'title', cell: ({ name }) => name },
              { id: 'moved', head: t('moved'), numeric: true, cell: (row) => count(row.moved) },
              {
                id: 'limit',
                head: t('limit'),
                numeric: true,
                cell: ({ limits }) =>
                  t('from-to', { before: format.number(limits.before), after: format.number(limits.after) }),
              },
              {
                id: 'excess',
                head: t('excess'),
                numeric: true,
                cell: ({ excess }) => t('from-to', { before: count(excess.before), after: count(excess.after) }),
              },
            ]}
          />
        </Panel>
        {units && (
          <Panel
            title={t('units-title')}
            note={t('units-note', {
              ...{ cases: units.cases, moved: units.moved },
              ...{ before: units.excess.before, after: units.excess.after },
            })}
            flush
          >
            <DataTable
              label={t('units-title')}
              rows={units.moves}
              rowKey={({ key }) => key}
              empty={<EmptyState why={t(units.cases === 0 ? 'no-units' : 'no-unit-moved')} />}
              columns={[
                { id: 'name', head: t('unit'), phone: 'title', cell: ({ name }) => name },
                { id: 'kind', head: t('unit-kind'), cell: ({ subject }) => subject },
                { id: 'decider', head: t('unit-decider'), cell: ({ decider }) => decider },
                { id: 'before', head: t('before'), cell: (row) => row.before },
                { id: 'after', head: t('after'), cell: (row) => row.after },
                { id: 'why', head: t('rule'), cell: (row) => row.reasons.map(reason).join('; ') },
                {
                  id: 'figures',
                  head: t('unit-figures'),
                  cell: ({ asToday }) => t(asToday ? 'figures-today' : 'figures-frozen'),
                },
              ]}
            />
            {units.asToday > 0 && <p className={classes['more']}>{t('units-as-today', { count: units.asToday })}</p>}
            {units.withoutReport > 0 && (
              <p className={classes['more']}>{t('units-without-report', { count: units.withoutReport })}</p>
            )}
            {units.unnamed > 0 && <p className={classes['more']}>{t('units-more', { count: units.unnamed })}</p>}
          </Panel>
        )}
        {moves.length > 0 && (
          <Panel title={t('who-moved')} flush>
            <DataTable
              label={t('who-moved')}
              rows={moves}
              rowKey={({ caseId }) => caseId}
              columns={[
                { id: 'name', head: t('person'), phone: 'title', cell: ({ fullName }) => fullName },
                { id: 'before', head: t('before'), cell: (row) => row.before },
                { id: 'after', head: t('after'), cell: (row) => row.after },
                { id: 'why', head: t('rule'), cell: (row) => row.reasons.map(reason).join('; ') },
              ]}
            />
          </Panel>
        )}
      </div>
    </>
  )
}
