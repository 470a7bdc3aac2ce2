import { Button } from '@mantine/core'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment, formatWeekday } from '../ui/format.ts'
import { IconCalendarEvent, IconDownload } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { usePage } from '../ui/page-context.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './calendar.module.css'
import type { calendarAction, calendarLoader } from './calendar.server.ts'
import { ConfidenceChip } from './confidence-chip.tsx'
import { ExpectedRests } from './expected-rests.tsx'
import { KeepCalendar } from './keep-calendar.tsx'
import { Legend, YearPicture } from './year-picture.tsx'

/** The calendar of working days: a year as picture and table, with the document behind each day and who changed what. */
export function CalendarScreen() {
  const { year, years, months, today, findings, changes, mayWrite, notKnown, expected } =
    useLoaderData<typeof calendarLoader>()
  const t = useTranslations('calendar')
  const provisional = year.state === 'provisional'
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state')}
        actions={
          <>
            <Button component={Link} to="/calendar/due" leftSection={<IconCalendarEvent size={18} aria-hidden />}>
              {t('count-a-term')}
            </Button>
            <Button
              component="a"
              href="/calendar/export"
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              {t('export')}
            </Button>
          </>
        }
      />
      <nav className={classes['years']} aria-label={t('years')}>
        {years.map((one) => (
          <Button
            key={one.year}
            component={Link}
            to={`/calendar?year=${one.year}`}
            variant={one.year === year.year ? 'filled' : 'default'}
            aria-current={one.year === year.year ? 'page' : undefined}
          >
            {one.state === 'provisional' ? t('year-provisional', { year: String(one.year) }) : String(one.year)}
          </Button>
        ))}
      </nav>
      <div className={classes['stack']}>
        <Answered />
        {notKnown !== null && <Notice tone="watch">{t('year-not-known', { year: notKnown })}</Notice>}
        {provisional && (
          <Notice tone="watch" title={t('provisional-title')}>
            {t('provisional-text')}
            <ExpectedRests expected={expected} />
          </Notice>
        )}
        {findings.length > 0 && (
          <Notice tone="watch" title={t('findings')}>
            <ul className={classes['list']}>
              {findings.map(({ text }) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Panel title={t('picture', { year: String(year.year) })} aside={<YearState />}>
          <YearPicture months={months} year={year.year} today={today} provisional={provisional} />
          <Legend />
          <p className={classes['light']} style={{ marginTop: '0.75rem' }}>
            {t('source', { basis: year.basis })} <ConfidenceChip confidence={year.confidence} />
          </p>
        </Panel>
        <DaysTable />
        {mayWrite && <KeepCalendar />}
        <Panel title={t('changes')} note={t('changes-note')}>
          {changes.length === 0 ? (
            <p className={classes['light']}>{t('no-changes')}</p>
          ) : (
            <ul className={classes['list']}>
              {changes.map((change) => (
                <li key={`${change.id}-${change.what}`}>
                  {t(`change.${change.what}`, {
                    at: formatMoment(change.at),
                    by: change.byName,
                    day: formatDay(change.day),
                    name: change.nameVi,
                    kind: t(`kinds.${change.kind}`),
                    basis: change.basis,
                  })}
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </>
  )
}

function YearState() {
  const { year } = useLoaderData<typeof calendarLoader>()
  const t = useTranslations('calendar')
  return year.state === 'provisional' ? (
    <Chip look="dashed">{t('states.provisional')}</Chip>
  ) : (
    <Chip look="ok">{t('states.announced')}</Chip>
  )
}

function DaysTable() {
  const { rows, year, mayWrite } = useLoaderData<typeof calendarLoader>()
  const t = useTranslations('calendar')
  const { preferences } = usePage()
  return (
    <Panel title={t('days', { year: String(year.year) })} note={t('days-count', { count: rows.length })} flush>
      <DataTable
        label={t('days', { year: String(year.year) })}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'day',
            head: t('day'),
            phone: 'title',
            cell: ({ day }) => `${formatDay(day)} (${formatWeekday(day, preferences.locale)})`,
          },
          { id: 'lunar', head: t('lunar-day'), cell: ({ lunar }) => lunar },
          { id: 'kind', head: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
          { id: 'name', head: t('name'), cell: ({ nameVi }) => nameVi },
          { id: 'basis', head: t('basis'), cell: ({ basis }) => basis },
          {
            id: 'confidence',
            head: t('confidence-head'),
            cell: ({ confidence }) => <ConfidenceChip confidence={confidence} />,
          },
          ...(mayWrite
            ? [
                {
                  id: 'edit',
                  head: t('edit'),
                  cell: ({ day }: (typeof rows)[number]) => (
                    <Link to={`/calendar?year=${year.year}&edit=${day}#keep`}>
                      {t('edit-day', { day: formatDay(day) })}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
        empty={<EmptyState why={t('no-days')} />}
      />
    </Panel>
  )
}

/** What the last act did or why it was refused. */
function Answered() {
  const answer = useActionData<typeof calendarAction>()
  const t = useTranslations('calendar')
  if (answer === undefined) return null
  if (answer.done) {
    const moved =
      answer.moved.length === 0 ? t('moved-none') : t('moved', { years: [...new Set(answer.moved)].join(', ') })
    return (
      <Notice tone="ok" live="status" title={t(`done.${answer.done.text}`, asTexts(answer.done.numbers))}>
        {moved}
      </Notice>
    )
  }
  const known = answer.refusal === null || answer.refusal === 'FAULTS' ? null : answer.refusal
  if (known === null) return null
  return (
    <Notice
      tone="error"
      live="alert"
      title={t(`refusals.${refusalKey(known)}`, { columns: answer.faults['columns'] ?? '' })}
    >
      {answer.lines.length > 0 ? (
        <ol className={classes['list']} style={{ listStyle: 'none', paddingInlineStart: 0 }}>
          {answer.lines.map(({ line, text }) => (
            <li key={`${line}-${text}`}>{t('line', { line: String(line), text })}</li>
          ))}
        </ol>
      ) : (
        t('nothing-changed')
      )}
    </Notice>
  )
}

const asTexts = (numbers: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]))

const refusals = [
  'CHANGED_MEANWHILE',
  'SAME_ROW',
  'YEAR_UNKNOWN',
  'NO_SUCH_ROW',
  'YEAR_NOT_NEXT',
  'YEAR_ANNOUNCED',
  'EARLIER_YEAR_PROVISIONAL',
  'YEARS_WITH_GAP',
  'NO_ROWS',
  'NO_FILE',
  'FILE_TOO_LARGE',
  'ROWS_REFUSED',
  'COLUMNS_MISSING',
] as const
const refusalKey = (code: string) => refusals.find((one) => one === code) ?? 'FILE_REFUSED'
