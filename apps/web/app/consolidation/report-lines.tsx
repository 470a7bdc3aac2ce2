import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { PlanPageData } from './plan-screen.tsx'

/** A period by its name: "Tháng 11/2026", "Quý 4/2026". */
export function usePeriodName() {
  const t = useTranslations('plans.report')
  return (period: string) => {
    const [year = '', part = ''] = period.split('-')
    return part.startsWith('Q')
      ? t('quarter-name', { quarter: part.slice(1), year })
      : t('month-name', { month: part, year })
  }
}

/** The reports a plan owes, the newest first: signed, late or still in time; each opens its page. */
export function PlanReports({ page: { reports, plan } }: { page: PlanPageData }) {
  const t = useTranslations('plans.report')
  const name = usePeriodName()
  const late = reports.filter(({ state }) => state === 'late').length
  const looks = { signed: 'ok', late: 'red', open: 'flat' } as const
  return (
    <Panel title={t('reports')} note={t('reports-note', { late })} tone={late > 0 ? 'red' : 'plain'} flush>
      <DataTable
        label={t('reports')}
        rows={reports.toReversed()}
        rowKey={({ period }) => period}
        tone={({ state }) => (state === 'late' ? 'red' : undefined)}
        columns={[
          {
            id: 'period',
            head: t('period'),
            phone: 'title',
            cell: ({ period }) => <Link to={`/plans/${plan.planId}/reports/${period}`}>{name(period)}</Link>,
          },
          { id: 'due', head: t('due-on'), cell: ({ dueOn }) => formatDay(dueOn) },
          {
            id: 'state',
            head: t('state'),
            cell: ({ state, isBegun }) => (
              <Chip look={looks[state]}>
                {t(
                  state === 'signed'
                    ? 'state-signed'
                    : state === 'late'
                      ? 'state-late'
                      : isBegun
                        ? 'state-begun'
                        : 'state-open',
                )}
              </Chip>
            ),
          },
          {
            id: 'by',
            head: t('by'),
            cell: ({ signedName, signedOn }) => (signedOn === null ? '–' : `${signedName}, ${formatDay(signedOn)}`),
          },
        ]}
        empty={<EmptyState why={t('none-owed')} />}
      />
    </Panel>
  )
}

/** A report owed somewhere in one's reach. */
export type OwedLine = {
  readonly planId: string
  readonly organizationName: string
  readonly period: string
  readonly dueOn: string
  readonly isLate: boolean
}

/** Reports that are owed and not signed, the oldest day first; nothing where none is. */
export function OwedReports({ reports }: { reports: readonly OwedLine[] }) {
  const t = useTranslations('plans.report')
  const name = usePeriodName()
  if (reports.length === 0) return null
  const late = reports.filter(({ isLate }) => isLate).length
  return (
    <Panel
      title={t('owed')}
      note={t('owed-note', { count: reports.length, late })}
      tone={late > 0 ? 'red' : 'plain'}
      flush
    >
      <DataTable
        label={t('owed')}
        rows={reports.slice(0, 12)}
        total={reports.length}
        rowKey={({ planId, period }) => `${planId} ${period}`}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        columns={[
          {
            id: 'period',
            head: t('period'),
            phone: 'title',
            cell: ({ planId, period }) => <Link to={`/plans/${planId}/reports/${period}`}>{name(period)}</Link>,
          },
          { id: 'plan', head: t('organization'), cell: ({ organizationName }) => organizationName },
          { id: 'due', head: t('due-on'), cell: ({ dueOn }) => formatDay(dueOn) },
          {
            id: 'state',
            head: t('state'),
            cell: ({ isLate }) => <Chip look={isLate ? 'red' : 'flat'}>{t(isLate ? 'state-late' : 'state-open')}</Chip>,
          },
        ]}
      />
    </Panel>
  )
}
