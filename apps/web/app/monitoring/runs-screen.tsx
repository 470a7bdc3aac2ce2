import { Button } from '@mantine/core'
import { Form, useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { runsAction, runsLoader } from './indicators.server.ts'
import { MonitorSilent } from './monitor-silent.tsx'
import classes from './screening.module.css'
import { ScreeningTabs } from './screening-tabs.tsx'

const looks = { waiting: 'dashed', running: 'grey', done: 'ok', failed: 'red' } as const

/** Runs of the screening: asked for, under way with their progress, done with what they found. */
export function RunsScreen() {
  const loaded = useLoaderData<typeof runsLoader>()
  const answer = useActionData<typeof runsAction>()
  const t = useTranslations('screening.runs')
  const { revalidate } = useRevalidator()
  const isOpen =
    loaded.up && (loaded.page?.runs.some(({ state }) => state === 'waiting' || state === 'running') ?? false)
  // While one is under way the page looks again by itself.
  useEffect(() => {
    if (!isOpen) return
    const timer = setInterval(revalidate, 3_000)
    return () => clearInterval(timer)
  }, [isOpen, revalidate])
  if (!loaded.up) return <MonitorSilent title={t('title')} />
  const { page } = loaded
  return (
    <div className={classes['stack']}>
      <PageHead
        title={t('title')}
        state={`${page ? `${page.organizationName}. ` : ''}${t('state')}`}
        actions={
          page &&
          loaded.mayAsk && (
            <Form method="post" key={loaded.requestId}>
              <input type="hidden" name="requestId" value={loaded.requestId} />
              <input type="hidden" name="organizationId" value={page.organizationId} />
              <Button type="submit" variant="filled">
                {t('ask')}
              </Button>
            </Form>
          )
        }
      />
      <ScreeningTabs />
      {answer?.asked && <Notice tone="ok" live="status" title={t('asked')} />}
      <DataTable
        label={t('title')}
        rows={page?.runs ?? []}
        rowKey={({ id }) => id}
        empty={<EmptyState why={t('none')} />}
        columns={[
          {
            id: 'month',
            head: t('month'),
            phone: 'title',
            cell: ({ month }) => `${month.slice(5, 7)}/${month.slice(0, 4)}`,
          },
          {
            id: 'state',
            head: t('result'),
            phone: 'line',
            cell: ({ state, done, total, counts }) => (
              <>
                <Chip look={looks[state]}>{t(`states.${state}`)}</Chip>{' '}
                {state === 'running' && total !== null && t('progress', { done, total })}
                {counts &&
                  t('found', {
                    organizations: counts['organizations'] ?? 0,
                    raised: counts['raised'] ?? 0,
                    cleared: counts['cleared'] ?? 0,
                  })}
              </>
            ),
          },
          {
            id: 'asked',
            head: t('asked-by'),
            phone: 'line',
            cell: ({ askedByName, askedAt, kind }) => `${askedByName}, ${formatMoment(askedAt)}, ${t(`kinds.${kind}`)}`,
          },
          { id: 'rules', head: t('rules'), phone: 'line', cell: ({ ruleVersion }) => ruleVersion ?? '–' },
          {
            id: 'hash',
            head: t('hash'),
            phone: 'hide',
            cell: ({ resultHash }) => <span className={classes['formula']}>{resultHash?.slice(0, 12) ?? '–'}</span>,
          },
        ]}
      />
    </div>
  )
}
