import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './timeline.module.css'

/** A line as monitor tells it. */
type Line = {
  readonly kind: 'project' | 'case' | 'commitment'
  readonly id: string
  readonly title: string
  readonly place: string
  readonly from: string
  readonly dueOn: string | null
  readonly endedOn: string | null
  readonly state: keyof typeof looks
}
const looks = {
  ...{ 'under-way': 'accent', done: 'ok', suspended: 'grey', followed: 'watch', settled: 'ok', removed: 'grey' },
  ...{ standing: 'accent', kept: 'ok', overdue: 'red' },
} as const satisfies Readonly<Record<string, ChipLook>>

const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const placeOf = ({ kind, id }: Line) => (kind === 'project' ? `/incidents/projects/${id}` : `/incidents/${id}`)

/** Projects, cases and promises on one axis of time as of a day; every line says its days in words too. */
export function Timeline({ lines, asOf }: { lines: readonly Line[]; asOf: string }) {
  const t = useTranslations('incidents.timeline')
  const first = Math.min(...lines.map(({ from }) => at(from)))
  const last = Math.max(at(asOf), ...lines.map(({ dueOn }) => (dueOn === null ? 0 : at(dueOn))))
  const share = (day: string) => (last === first ? 0 : ((at(day) - first) / (last - first)) * 100)
  return (
    <Panel title={t('title', { day: formatDay(asOf) })} note={t('note')} flush>
      <DataTable
        label={t('title', { day: formatDay(asOf) })}
        rows={lines.map((one, index) => ({ ...one, key: `${one.kind} ${one.id} ${index}` }))}
        rowKey={({ key }) => key}
        tone={({ state }) => (state === 'overdue' ? 'red' : undefined)}
        empty={<EmptyState why={t('none')} />}
        columns={[
          {
            id: 'title',
            head: t('what'),
            phone: 'title',
            cell: (line) => (
              <>
                <Link to={placeOf(line)}>{line.title}</Link> <small>{t(`kind.${line.kind}`)}</small>
              </>
            ),
          },
          {
            id: 'days',
            head: t('days'),
            cell: ({ from, dueOn, endedOn }) =>
              [
                t('since', { day: formatDay(from) }),
                dueOn === null ? '' : t('due', { day: formatDay(dueOn) }),
                endedOn === null ? '' : t('ended', { day: formatDay(endedOn) }),
              ]
                .filter(Boolean)
                .join(', '),
          },
          {
            id: 'axis',
            head: t('axis'),
            cell: ({ from, dueOn, endedOn }) => {
              const [left, right] = [share(from), share(endedOn ?? asOf)]
              return (
                <span className={classes['axis']} aria-hidden="true">
                  <span
                    className={classes[endedOn === null ? 'open' : 'ended']}
                    style={{ left: `${left}%`, width: `${Math.max(1, right - left)}%` }}
                  />
                  {dueOn !== null && <span className={classes['due']} style={{ left: `${share(dueOn)}%` }} />}
                  <span className={classes['now']} style={{ left: `${share(asOf)}%` }} />
                </span>
              )
            },
          },
          {
            id: 'state',
            head: t('state'),
            cell: ({ state }) => <Chip look={looks[state]}>{t(`states.${state}`)}</Chip>,
          },
        ]}
      />
    </Panel>
  )
}
