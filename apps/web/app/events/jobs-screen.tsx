import { Button, Progress } from '@mantine/core'
import { Form, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatMoment } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './events.module.css'
import type { jobsLoader } from './jobs.server.ts'

type Loaded = ReturnType<typeof useLoaderData<typeof jobsLoader>>
type OwnRun = Loaded['own'][number]
type Outline = NonNullable<Loaded['others']>[number]

const isOpen = ({ state }: { readonly state: string }) => state === 'waiting' || state === 'running'

/** What runs for this person, how far it is, and what it left; the page looks again while something runs. */
export function JobsScreen() {
  const { own, others } = useLoaderData<typeof jobsLoader>()
  const t = useTranslations('events.jobs')
  const open = own.filter(isOpen).length
  useLook(open > 0 || (others ?? []).some(isOpen))
  return (
    <>
      <PageHead title={t('title')} state={open > 0 ? t('state-running', { count: open }) : t('state')} />
      <div className={classes['stack']}>
        <Panel title={t('own')} flush>
          {own.length === 0 ? (
            <EmptyState why={t('none')} />
          ) : (
            <ul className={classes['rows']} aria-live="polite">
              {own.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </ul>
          )}
        </Panel>
        {others !== null && <Others rows={others} />}
      </div>
    </>
  )
}

/** Looks again every two seconds while something runs and the page is seen. */
function useLook(wanted: boolean) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!wanted || state !== 'idle') return
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') revalidate()
    }, 2_000)
    return () => clearTimeout(timer)
  })
}

const looks: Readonly<Record<OwnRun['state'], ChipLook>> = {
  waiting: 'dashed',
  running: 'accent',
  done: 'ok',
  failed: 'red',
  cancelled: 'grey',
}

function RunRow({ run }: { run: OwnRun }) {
  const t = useTranslations('events.jobs')
  const name = useTranslations('events.job-names')
  const { id, job, state, done, total, failure, fileName, cancelAsked, organizationName, createdAt, endedAt } = run
  const title = name(job)
  return (
    <li className={classes['run']}>
      <div className={classes['what']}>
        <p>
          <strong>{title}</strong>
          <Chip look={looks[state]}>
            {t(cancelAsked && state === 'running' ? 'states.stopping' : `states.${state}`)}
          </Chip>
        </p>
        <p className={classes['light']}>
          {organizationName !== null && `${organizationName} · `}
          {t('since', { moment: formatMoment(createdAt) })}
          {endedAt !== null && ` · ${t('until', { moment: formatMoment(endedAt) })}`}
        </p>
        {state === 'running' && (
          <div className={classes['bar']}>
            <Progress
              value={total === null || total === 0 ? 100 : (100 * done) / total}
              animated={total === null}
              aria-label={t('progress-of', { title })}
            />
            <p className={classes['light']}>
              {total === null ? t('progress-unknown', { done }) : t('progress', { done, total })}
            </p>
          </div>
        )}
        {isOpen(run) && <p className={classes['light']}>{t('may-be-left')}</p>}
        {failure !== null && <p>{t(`failures.${failure}`)}</p>}
      </div>
      <div className={classes['acts']}>
        {fileName !== null && (
          <Button component="a" href={`/jobs/${id}/file`} variant="default">
            {t('download')}
          </Button>
        )}
        {isOpen(run) && !cancelAsked && <Act act="cancel" runId={id} label={t('cancel')} title={title} />}
        {(state === 'failed' || state === 'cancelled') && (
          <Act act="retry" runId={id} label={t('retry')} title={title} />
        )}
      </div>
    </li>
  )
}

function Act({ act, runId, label, title }: { act: 'cancel' | 'retry'; runId: string; label: string; title: string }) {
  // One id a drawing of the button: a double click acts once.
  const [requestId] = useState(() => crypto.randomUUID())
  return (
    <Form method="post">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="requestId" value={requestId} suppressHydrationWarning />
      <Button type="submit" variant="default" aria-label={`${label}: ${title}`}>
        {label}
      </Button>
    </Form>
  )
}

function Others({ rows }: { rows: readonly Outline[] }) {
  const t = useTranslations('events.jobs')
  const name = useTranslations('events.job-names')
  return (
    <Panel title={t('others')} note={t('others-note')} flush>
      <DataTable
        label={t('others')}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState why={t('none-others')} />}
        columns={[
          { id: 'job', head: t('head.job'), phone: 'title', cell: ({ job }) => name(job) },
          { id: 'state', head: t('head.state'), phone: 'line', cell: ({ state }) => t(`states.${state}`) },
          { id: 'since', head: t('head.since'), phone: 'line', cell: ({ createdAt }) => formatMoment(createdAt) },
          {
            id: 'until',
            head: t('head.until'),
            phone: 'line',
            cell: ({ endedAt }) => (endedAt === null ? '–' : formatMoment(endedAt)),
          },
        ]}
      />
    </Panel>
  )
}
