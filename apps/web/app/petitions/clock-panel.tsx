import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { useConfidence } from '../ui/confidence.ts'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay, formatWeekday } from '../ui/format.ts'
import { usePage } from '../ui/page-context.tsx'
import { Panel } from '../ui/panel.tsx'
import type { ShownClock } from './clocks.server.ts'

const looks = {
  running: 'accentEdge',
  suspended: 'watch',
  'satisfied-on-time': 'ok',
  'satisfied-late': 'watch',
  overdue: 'red',
  'no-term': 'dashed',
} as const

/** The terms with their last days, and why: the article, the number, and each day that was counted or left out. */
export function ClockPanel({ clocks, title }: { clocks: readonly ShownClock[]; title: string }) {
  const t = useTranslations('petitions.clocks')
  const e = useTranslations('calendar.expected')
  const { say } = useConfidence()
  const { preferences } = usePage()
  if (clocks.length === 0) return null
  return (
    <Panel title={title} flush>
      {clocks.map((clock) => {
        const {
          rule,
          due,
          rawDue,
          remaining,
          provisional,
          doneOn,
          state,
          quantity,
          unit,
          basis,
          confidence,
          from,
          steps,
          expected,
        } = clock
        const name = t.has(`rule.${rule}` as 'rule.K1') ? t(`rule.${rule}` as 'rule.K1') : rule
        return (
          <details key={`${rule}-${from}`} className={shared['act']}>
            <summary>
              {name}:{' '}
              <strong>
                {due === null
                  ? state === 'suspended'
                    ? t('days-left', { count: remaining ?? 0 })
                    : t('no-number')
                  : `${formatWeekday(due, preferences.locale)}, ${formatDay(due)}`}
              </strong>{' '}
              <Chip look={looks[state]}>{t(`state.${state}`)}</Chip>{' '}
              {provisional && <Chip look="dashed">{t('provisional')}</Chip>}
            </summary>
            <ol className={shared['list']}>
              <li>
                {quantity === null || unit === null
                  ? t('why-no-number')
                  : t('why-rule', {
                      rule,
                      quantity,
                      unit: t(`unit.${unit}`),
                      basis: basis ?? '',
                      confidence: confidence === null ? '' : say(confidence),
                    })}
              </li>
              <li>{t('why-from', { day: formatDay(from) })}</li>
              {due !== null && rawDue !== null && rawDue !== due && (
                <li>{t('why-rolled', { raw: formatDay(rawDue), day: formatDay(due) })}</li>
              )}
              {expected.map(({ day, name: rest, isCounted }) => (
                <li key={day}>{e(isCounted ? 'counted' : 'not-counted', { day: formatDay(day), name: rest })}</li>
              ))}
              {due !== null && <li>{t('why-end', { day: formatDay(due) })}</li>}
              {doneOn !== null && <li>{t('done-on', { day: formatDay(doneOn) })}</li>}
            </ol>
            {steps.length > 0 && (
              <DataTable
                label={t('steps', { name })}
                compact
                rows={steps}
                rowKey={({ day, text }) => `${day}${text}`}
                columns={[
                  {
                    id: 'day',
                    head: t('day'),
                    phone: 'title',
                    cell: ({ day }) =>
                      `${formatDay(day.slice(0, 10))} (${formatWeekday(day.slice(0, 10), preferences.locale)})`,
                  },
                  {
                    id: 'used',
                    head: t('counted'),
                    numeric: true,
                    cell: ({ counted, used }) => (counted ? String(used) : '–'),
                  },
                  { id: 'why', head: t('why'), cell: ({ text }) => text },
                ]}
              />
            )}
          </details>
        )
      })}
    </Panel>
  )
}
