import { Button, TextInput } from '@mantine/core'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { dayOf, formatDay, formatMoment, formatNumber, formatTime } from '../ui/format.ts'
import { IconFileExport, IconPrinter } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { usePage } from '../ui/page-context.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './audit.module.css'
import type { auditLoader } from './audit.server.ts'

/** The auditor's page of the trail: what is not sealed yet and since when, the batches, and the head of a day on paper. */
export function AuditScreen() {
  const { status, waitingSeconds, batches, printing } = useLoaderData<typeof auditLoader>()
  const t = useTranslations('access.audit')
  const { preferences } = usePage()
  const number = (value: number) => formatNumber(value, preferences.locale)
  if (printing) return <HeadOnPaper />
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { rows: number(status.sealed), batches: number(status.batches) })}
        actions={<ExportButton />}
      />
      <div className={classes['stack']}>
        <Panel title={t('window')} tone={waitingSeconds > 60 ? 'watch' : 'plain'}>
          {status.unsealed === 0 ? (
            <p>{t('window-closed')}</p>
          ) : (
            <p>{t('window-open', { count: status.unsealed, seconds: waitingSeconds })}</p>
          )}
          {waitingSeconds > 60 && <Notice tone="watch">{t('window-late')}</Notice>}
        </Panel>
        <HeadOfDay />
        <Panel title={t('batches')} note={t('batches-note')} flush>
          <DataTable
            label={t('batches')}
            rows={batches}
            rowKey={({ seq }) => String(seq)}
            total={status.batches}
            empty={<EmptyState why={t('no-batches')} />}
            columns={[
              { id: 'seq', head: t('head.seq'), phone: 'title', numeric: true, cell: ({ seq }) => number(seq) },
              {
                id: 'at',
                head: t('head.at'),
                phone: 'line',
                cell: ({ sealedAt }) => `${formatDay(dayOf(sealedAt))} ${formatTime(sealedAt)}`,
              },
              {
                id: 'rows',
                head: t('head.rows'),
                phone: 'line',
                numeric: true,
                cell: ({ eventCount }) => number(eventCount),
              },
              {
                id: 'hash',
                head: t('head.hash'),
                phone: 'line',
                cell: ({ hash }) => <code className={classes['hash']}>{hash}</code>,
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function ExportButton() {
  const t = useTranslations('access.audit')
  const [requestId] = useState(() => crypto.randomUUID())
  return (
    <Form method="post">
      <input type="hidden" name="requestId" value={requestId} suppressHydrationWarning />
      <Button type="submit" variant="default" leftSection={<IconFileExport size={18} aria-hidden />}>
        {t('export')}
      </Button>
    </Form>
  )
}

function HeadOfDay() {
  const { day, head } = useLoaderData<typeof auditLoader>()
  const t = useTranslations('access.audit')
  return (
    <Panel title={t('head-of-day')}>
      <div className={classes['stack']}>
        <Form method="get" className={classes['pick']}>
          <TextInput key={day} name="day" label={t('day')} defaultValue={formatDay(day)} inputMode="numeric" required />
          <Button type="submit" variant="default">
            {t('show')}
          </Button>
        </Form>
        {head === null ? (
          <p>{t('no-head', { day: formatDay(day) })}</p>
        ) : (
          <>
            <HeadFacts />
            <Button
              component={Link}
              to={`/audit?day=${day}&print=1`}
              variant="default"
              leftSection={<IconPrinter size={18} aria-hidden />}
              style={{ justifySelf: 'start' }}
            >
              {t('on-paper')}
            </Button>
          </>
        )}
        <p className={classes['light']}>{t.rich('verify', { code: (words) => <code>{words}</code> })}</p>
      </div>
    </Panel>
  )
}

function HeadFacts() {
  const { day, head } = useLoaderData<typeof auditLoader>()
  const t = useTranslations('access.audit')
  if (head === null) return null
  return (
    <dl className={classes['facts']}>
      <dt>{t('facts.day')}</dt>
      <dd>{formatDay(day)}</dd>
      <dt>{t('facts.batch')}</dt>
      <dd>{head.seq}</dd>
      <dt>{t('facts.at')}</dt>
      <dd>{`${formatDay(dayOf(head.sealedAt))} ${formatTime(head.sealedAt)}`}</dd>
      <dt>{t('facts.head')}</dt>
      <dd>
        <code className={classes['hash']}>{head.hash.match(/.{8}/g)?.join(' ')}</code>
      </dd>
    </dl>
  )
}

/** One A4 page: the head of the day, in groups that can be read aloud and compared, and room for who signs that he kept it. */
function HeadOnPaper() {
  const { day, now, head } = useLoaderData<typeof auditLoader>()
  const t = useTranslations('access.audit')
  return (
    <article className={classes['paper']}>
      <div className={classes['screenOnly']}>
        <Button component={Link} to={`/audit?day=${day}`} variant="default">
          {t('back')}
        </Button>
        <Button variant="filled" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <h1>{t('paper-title', { day: formatDay(day) })}</h1>
      {head === null ? <p>{t('no-head', { day: formatDay(day) })}</p> : <HeadFacts />}
      <p>{t('paper-what')}</p>
      <p>{t.rich('verify', { code: (words) => <code>{words}</code> })}</p>
      <p>{t('paper-printed', { moment: formatMoment(now) })}</p>
      <div className={classes['signs']}>
        <p>{t('paper-auditor')}</p>
        <p>{t('paper-keeper')}</p>
      </div>
    </article>
  )
}
