import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { cutName } from '../ui/charts/cut-name.ts'
import { FewLines } from '../ui/charts/few-lines.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { DutyChip, TaskDay } from './directive-parts.tsx'
import { SaidResult, StandingChip, TargetAnswer } from './target-parts.tsx'
import type { targetAction, targetLoader } from './targets.server.ts'

/** One target: its course against the straight path as a picture and a list, its tasks, and what was said by whom. */
export function TargetScreen() {
  const { target, mayWrite, tasks, years } = useLoaderData<typeof targetLoader>()
  const answer = useActionData<typeof targetAction>()
  const [search] = useSearchParams()
  const t = useTranslations('targets')
  const { wording, unit, base, baseYear, bound, wanted, dueYear, lacks, struckOn, struckWhy } = target
  const figure = (value: number) => `${value.toLocaleString('vi-VN')} ${unit}`
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('level'), target.organizationName],
    [t('source'), `${target.planWord}: ${target.source}`],
    [t('confidence'), target.confidenceWord],
    [
      t('document'),
      target.directiveId === null ? (
        t('no-document')
      ) : (
        <Link key="document" to={`/reports/directives/${target.directiveId}`}>
          {target.directiveNumber}
        </Link>
      ),
    ],
    [t('base'), t('in-year', { figure: figure(base), year: String(baseYear) })],
    [t('wanted'), t(`wanted-of.${bound}`, { figure: figure(wanted), year: String(dueYear) })],
    [t('counted'), target.counted ?? t('not-counted')],
    [t('entered'), t('entered-by', { name: target.enteredByName, day: formatDay(target.enteredOn) })],
  ]
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/reports/targets' }]}
        title={wording}
        state={t('state-of', { tasks: tasks.length, overdue: target.overdue })}
      />
      <div className={shared['stack']}>
        <TargetAnswer answer={answer} done={search.get('done')} />
        {struckOn !== null && (
          <Notice tone="watch" title={t('struck-on', { day: formatDay(struckOn) })}>
            {struckWhy}
          </Notice>
        )}
        {lacks.length > 0 && (
          <Notice tone="watch" title={t('lacks', { count: lacks.length })}>
            <ul>
              {lacks.map((said) => (
                <li key={said}>{said}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Panel title={t('about')} aside={struckOn === null && <StandingChip {...target} />}>
          <div className={shared['stack']}>
            <dl className={shared['facts']}>
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <p>{t('why-standing')}</p>
          </div>
        </Panel>
        <Course />
        <Tasks />
        {/* Another result begins with empty fields. */}
        {mayWrite && <NewResult key={JSON.stringify(years)} />}
        {mayWrite && <StrikeOut />}
      </div>
    </>
  )
}

/** The most sources a picture tells apart beside the path; the list has them all. */
const drawnSources = 2
/** Pixels that the name of a source takes in the picture. */
const nameWidth = 170

function Course() {
  const { target, years, sources } = useLoaderData<typeof targetLoader>()
  const t = useTranslations('targets')
  const { unit } = target
  const valuesOf = (source: string) =>
    years.map(({ results }) => {
      const value = results.find((one) => one.source === source)?.value
      return typeof value === 'number' ? value : null
    })
  const [first, second] = sources
    .slice(-drawnSources)
    // Numbered, since two names may be cut to the same words.
    .map((name, at) => ({ name: `${at + 1}. ${cutName(name, nameWidth)}`, values: valuesOf(name) }))
  const path = { name: t('path'), values: years.map((one) => one.path) }
  const newest = years.findLast(({ results }) => results.length > 0)
  const sentence =
    newest === undefined
      ? t('course-none')
      : t('course-sentence', {
          year: String(newest.year),
          path: newest.path === null ? t('no-path') : newest.path.toLocaleString('vi-VN'),
          count: newest.results.length,
        })
  return (
    <Panel title={t('course')} note={t('course-note')}>
      <div className={shared['stack']}>
        <FewLines
          form="straight"
          unit={unit}
          placeHead={t('year')}
          places={years.map(({ year }) => String(year))}
          lines={first === undefined ? [path] : second === undefined ? [path, first] : [path, first, second]}
          sentence={sentence}
        />
        <p>{sentence}</p>
        {sources.length > drawnSources && <p>{t('more-sources', { count: sources.length - drawnSources })}</p>}
        <DataTable
          label={t('course')}
          rows={years}
          rowKey={({ year }) => String(year)}
          columns={[
            { id: 'year', head: t('year'), phone: 'title', cell: ({ year }) => String(year) },
            {
              id: 'path',
              head: t('path'),
              numeric: true,
              cell: (one) => one.path?.toLocaleString('vi-VN') ?? <MissingValue kind="missing" />,
            },
            {
              id: 'results',
              head: t('results'),
              cell: ({ results }) =>
                results.length === 0 ? (
                  <MissingValue kind="missing" />
                ) : (
                  <ul className={shared['list']}>
                    {results.map((one) => (
                      <li key={`${one.source} ${one.cutOff}`}>
                        <SaidResult {...one} unit={unit} />
                      </li>
                    ))}
                  </ul>
                ),
            },
          ]}
        />
      </div>
    </Panel>
  )
}

function Tasks() {
  const { tasks, linkable, mayWrite } = useLoaderData<typeof targetLoader>()
  const t = useTranslations('targets')
  const unlink = (linkId: string): ReactNode => (
    <ActForm act="unlink" submit={t('unlink')} compact>
      <input type="hidden" name="linkId" value={linkId} />
    </ActForm>
  )
  return (
    <Panel title={t('tasks')} note={t('tasks-note')}>
      <div className={shared['stack']}>
        <DataTable
          label={t('tasks')}
          rows={tasks}
          rowKey={({ linkId }) => linkId}
          tone={({ duty }) => (duty === 'overdue' ? 'red' : undefined)}
          empty={<EmptyState why={t(mayWrite ? 'no-tasks' : 'no-tasks-reader')} />}
          columns={[
            {
              id: 'task',
              head: t('task'),
              phone: 'title',
              cell: ({ to, content }) => <Link to={to}>{content}</Link>,
            },
            { id: 'of', head: t('task-of'), cell: ({ of }) => of },
            { id: 'owner', head: t('owner'), cell: ({ owner }) => owner },
            { id: 'due', head: t('due'), cell: (task) => <TaskDay {...task} /> },
            { id: 'duty', head: t('standing'), cell: ({ duty }) => <DutyChip duty={duty} /> },
            ...(mayWrite
              ? [{ id: 'unlink', head: t('unlink'), cell: ({ linkId }: { linkId: string }) => unlink(linkId) }]
              : []),
          ]}
        />
        {mayWrite && linkable.length > 0 && (
          <ActForm act="link" submit={t('link')}>
            <div className={shared['whole']}>
              <NativeSelect name="task" label={t('link-task')} data={linkable} />
            </div>
          </ActForm>
        )}
        {mayWrite && linkable.length === 0 && <p>{t('nothing-to-link')}</p>}
      </div>
    </Panel>
  )
}

function NewResult() {
  const { year } = useLoaderData<typeof targetLoader>()
  const { field } = useFields('result')
  const t = useTranslations('targets')
  return (
    <Panel title={t('new-result')} note={t('new-result-note')}>
      <ActForm act="result" submit={t('enter-result')}>
        <TextInput {...field('year', String(year))} label={t('year')} inputMode="numeric" />
        <TextInput {...field('value')} label={t('result')} inputMode="decimal" />
        <DayInput {...field('cutOff')} label={t('cut-off')} />
        <div className={shared['whole']}>
          <TextInput {...field('source')} label={t('cited')} />
        </div>
        <div className={shared['whole']}>
          <TextInput {...field('reason')} label={t('reason')} />
        </div>
      </ActForm>
    </Panel>
  )
}

function StrikeOut() {
  const { target } = useLoaderData<typeof targetLoader>()
  const { field, mine } = useFields('strike')
  const t = useTranslations('targets')
  return (
    <details className={shared['act']} open={mine ? true : undefined}>
      <summary>{t('strike')}</summary>
      <ActForm act="strike" submit={t('strike-now')}>
        <input type="hidden" name="version" value={target.version} />
        <div className={shared['whole']}>
          <TextInput {...field('why')} label={t('strike-why')} description={t('strike-note')} />
        </div>
      </ActForm>
    </details>
  )
}

/** What was typed into a form of the page that was not taken. */
function useFields(act: string) {
  const answer = useActionData<typeof targetAction>()
  const t = useTranslations('targets')
  const mine = answer?.typed['act'] === act
  return {
    mine,
    field: (name: string, first = '') => ({
      name,
      defaultValue: mine ? (answer.typed[name] ?? '') : first,
      error: mine && answer.wrong.includes(name) ? t('wrong.field') : undefined,
    }),
  }
}

function ActForm({
  act,
  submit,
  compact = false,
  children,
}: {
  act: string
  submit: string
  compact?: boolean
  children: ReactNode
}) {
  const { requestId } = useLoaderData<typeof targetLoader>()
  const busy = useNavigation().state !== 'idle'
  const button = (
    <Button type="submit" variant="default" loading={busy} size={compact ? 'compact-sm' : 'sm'}>
      {submit}
    </Button>
  )
  return (
    <Form method="post" className={compact ? '' : shared['stack']} noValidate>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="act" value={act} />
      {compact ? children : <div className={shared['fields']}>{children}</div>}
      {compact ? button : <div className={shared['end']}>{button}</div>}
    </Form>
  )
}
