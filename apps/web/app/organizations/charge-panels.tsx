import { Button } from '@mantine/core'
import type { PromiseState } from '@nq15/domain/organizations'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './areas.module.css'
import type { chargeOf } from './charge.server.ts'

export type ChargeView = NonNullable<Awaited<ReturnType<typeof chargeOf>>>
type Promises = ChargeView['promises']
type Duty = ChargeView['duties'][number]

const looks = {
  made: 'flat',
  'due-soon': 'watch',
  kept: 'ok',
  missed: 'red',
  explained: 'red',
  'kept-late': 'grey',
  renewed: 'grey',
} as const satisfies Record<PromiseState, ChipLook>

/** Where a promise stands, in words. */
export function PromiseChip({ state }: { state: PromiseState }) {
  const t = useTranslations('charge.promise-states')
  return <Chip look={looks[state]}>{t(state)}</Chip>
}

/** What was promised on visits, what is late first; each line opens its note. */
export function PromisesPanel({ promises, named = false }: { promises: Promises; named?: boolean }) {
  const t = useTranslations('charge')
  const open = promises.filter(({ keptOn, isRenewed }) => keptOn === null && !isRenewed)
  const late = open.filter(({ isLate }) => isLate).length
  const rows = [
    ...promises.filter(({ isLate }) => isLate),
    ...open.filter(({ isLate }) => !isLate),
    ...promises.filter(({ keptOn }) => keptOn !== null).toReversed(),
  ]
  return (
    <Panel
      title={t('promises')}
      note={t('promises-note', { open: open.length, late })}
      tone={late > 0 ? 'red' : 'plain'}
      flush
    >
      <DataTable
        label={t('promises')}
        rows={rows.slice(0, 20)}
        total={rows.length}
        rowKey={({ promiseId }) => promiseId}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        columns={[
          {
            id: 'promise',
            head: t('promise'),
            phone: 'title',
            cell: ({ noteId, promise }) => <Link to={`/areas/notes/${noteId}`}>{promise}</Link>,
          },
          ...(named
            ? [{ id: 'of', head: t('organization'), cell: (row: Promises[number]) => row.organizationName }]
            : []),
          { id: 'by', head: t('who'), cell: ({ authorName }) => authorName },
          { id: 'due', head: t('due'), cell: ({ dueOn }) => formatDay(dueOn) },
          { id: 'state', head: t('state'), cell: ({ state }) => <PromiseChip state={state} /> },
          { id: 'word', head: t('word'), cell: ({ word }) => word || '–' },
        ]}
        empty={<EmptyState why={t('no-promises')} />}
      />
    </Panel>
  )
}

/** Visits by who is in charge: the newest first, with the way to write another one down. */
export function VisitsPanel({
  view,
  named = false,
}: {
  view: Pick<ChargeView, 'notes' | 'mayNote' | 'organizationId'>
  named?: boolean
}) {
  const t = useTranslations('charge')
  const { notes, mayNote, organizationId } = view
  return (
    <Panel
      title={t('visits')}
      note={t('visits-note', { count: notes.length })}
      aside={
        mayNote && (
          <Button component={Link} to={`/areas/notes/new?organization=${organizationId}`} variant="default" size="sm">
            {t('write')}
          </Button>
        )
      }
      flush
    >
      <DataTable
        label={t('visits')}
        rows={notes.slice(0, 8)}
        total={notes.length}
        rowKey={({ noteId }) => noteId}
        columns={[
          {
            id: 'day',
            head: t('day'),
            phone: 'title',
            cell: ({ noteId, visitedOn }) => <Link to={`/areas/notes/${noteId}`}>{formatDay(visitedOn)}</Link>,
          },
          ...(named
            ? [{ id: 'of', head: t('organization'), cell: (row: (typeof notes)[number]) => row.organizationName }]
            : []),
          { id: 'by', head: t('who'), cell: ({ authorName }) => authorName },
          { id: 'seen', head: t('seen'), cell: ({ seen }) => (seen.length > 160 ? `${seen.slice(0, 160)}…` : seen) },
        ]}
        empty={<EmptyState why={t(mayNote ? 'no-visits-own' : 'no-visits')} />}
      />
    </Panel>
  )
}

/** Visits and days of reception due and held by month, each with the text that asks for them. Counts, never a score. */
export function DutiesPanel({ duties, organizationId }: { duties: readonly Duty[]; organizationId: string }) {
  const t = useTranslations('charge')
  const months = duties.findLast((one) => one.months.length > 0)?.months.map(({ month }) => month) ?? []
  return (
    <Panel
      title={t('duties')}
      note={t('duties-note')}
      aside={<Link to={`/areas/receptions?organization=${organizationId}`}>{t('open-receptions')}</Link>}
      flush
    >
      <DataTable
        label={t('duties')}
        rows={duties}
        rowKey={({ duty, bearer }) => `${duty} ${bearer}`}
        columns={[
          { id: 'duty', head: t('duty'), phone: 'title', cell: ({ duty, bearer }) => t(`duty-of.${duty}.${bearer}`) },
          {
            id: 'norm',
            head: t('norm'),
            cell: ({ norm }) =>
              norm === null ? (
                <MissingValue kind="missing" note={t('no-norm')} />
              ) : (
                <>
                  {t('per-month', { count: norm.perMonth })}
                  <span className={classes['light']}>
                    {' '}
                    {norm.source.document}, {t(`confidence.${norm.source.confidence}`)}
                  </span>
                </>
              ),
          },
          ...months.map((month) => ({
            id: month,
            head: t('month', { month: month.slice(5), year: month.slice(0, 4) }),
            cell: (one: Duty) => {
              const found = one.months.find((row) => row.month === month)
              if (found === undefined) return <MissingValue kind="not-applicable" />
              return found.due === null
                ? t('held', { held: found.held })
                : t('held-of', { held: found.held, due: found.due })
            },
          })),
        ]}
      />
    </Panel>
  )
}
