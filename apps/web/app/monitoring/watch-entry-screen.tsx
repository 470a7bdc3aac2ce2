import { Button } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { StandingObjections } from '../privacy/standing-objections.tsx'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice, RefusalNotice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SignChip } from '../ui/sign-chip.tsx'
import { LiveNotice } from './live-notice.tsx'
import { MonitorDown } from './monitor-down.tsx'
import { SignList } from './sign-list.tsx'
import classes from './watch.module.css'
import type { watchEntryAction, watchEntryLoader } from './watch-entry.server.ts'
import { ActFields } from './watch-fields.tsx'
import { mainWatchEvents, watchForms } from './watch-forms.ts'

type Page = Extract<ReturnType<typeof useLoaderData<typeof watchEntryLoader>>, { up: true }>

/** One organization on one list: where it stands and why, every step with its decision, and what comes next. */
export function WatchEntryScreen() {
  const page = useLoaderData<typeof watchEntryLoader>()
  const answer = useActionData<typeof watchEntryAction>()
  const [search] = useSearchParams()
  const t = useTranslations('watch.entry')
  const s = useTranslations('watch.list.states')
  const e = useTranslations('watch.refusals')
  const v = useTranslations('watch.events')
  const plans = useTranslations('plans.board')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { entry, list, objections, mayContest, ended, bodyStands } = page
  const done = search.get('done')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('list'), to: '/monitoring/watch' }, { label: list.name }]}
        title={entry.organizationName}
        state={
          <>
            <Chip look="flat">{s(entry.state)}</Chip> {entry.level ?? page.kindLabel}
            {entry.severity !== null && `, ${t('severity', { severity: entry.severity })}`}
          </>
        }
        actions={
          <>
            {entry.listedOn !== null && (
              <Button component={Link} to={`/plans/of/${entry.entryId}`} variant="default">
                {plans('title')}
              </Button>
            )}
            <Button component={Link} to={`/organizations/${entry.organizationId}`} variant="default">
              {t('dossier')}
            </Button>
          </>
        }
      />
      <div className={classes['stack']}>
        <LiveNotice />
        {done !== null && answer === undefined && (
          <Notice
            tone="ok"
            live="status"
            title={
              done === 'open'
                ? t('opened')
                : v.has(done as 'list')
                  ? t('done', { event: v(done as 'list') })
                  : t('opened')
            }
          />
        )}
        {answer !== undefined &&
          (answer.findings.length > 0 ? (
            <RefusalNotice
              title={e('WATCH_REFUSED')}
              rules={answer.findings.map(({ code, said }) => ({ code, found: said }))}
            />
          ) : (
            <Notice
              tone="error"
              live="alert"
              title={e.has(answer.code as 'BAD_INPUT') ? e(answer.code as 'BAD_INPUT') : e('other')}
            >
              {e('nothing-changed')} {answer.code}
            </Notice>
          ))}
        <StandingObjections
          objections={objections}
          contest={mayContest ? { table: 'watch_entry', id: entry.entryId } : null}
        />
        {ended !== null && (
          <Notice tone="watch" title={t('ended', { day: formatDay(ended.onDay) })}>
            {t('ended-help')}
          </Notice>
        )}
        {!bodyStands && <Notice tone="watch" title={t('body-gone', { body: page.bodyName })} />}
        <Facts page={page} />
        <Panel title={t('signs')} note={t('signs-note')} flush>
          <DataTable
            label={t('signs')}
            rows={entry.signs}
            rowKey={({ code, observedOn }) => `${code} ${observedOn}`}
            columns={[
              {
                id: 'code',
                head: t('code'),
                phone: 'title',
                cell: ({ code, colour }) => <SignChip sign={colour}>{code}</SignChip>,
              },
              { id: 'evidence', head: t('evidence'), cell: ({ evidence }) => evidence },
              { id: 'seen', head: t('seen'), cell: ({ observedOn }) => formatDay(observedOn) },
            ]}
          />
        </Panel>
        <Panel title={t('now')} note={t('now-note')}>
          <SignList signs={page.signs} />
        </Panel>
        <Acts page={page} />
        <Steps page={page} />
      </div>
    </>
  )
}

function Facts({ page: { entry, list, bodyName } }: { page: Page }) {
  const t = useTranslations('watch.entry')
  const day = (value: string | null) => (value === null ? <MissingValue kind="missing" /> : formatDay(value))
  const facts = [
    ['of-list', `${list.name}, ${list.organizationName}`],
    ['decides', bodyName],
    ['opened-on', day(entry.openedOn)],
    ...(entry.listedOn === null
      ? ([['appraisal-due', day(entry.appraisalDueOn)]] as const)
      : ([['listed-on', day(entry.listedOn)]] as const)),
    ['heard-on', day(entry.heardOn)],
    ...(entry.submittedLevelName === null ? [] : ([['submitted', entry.submittedLevelName]] as const)),
    ...(entry.listedOn === null || entry.offOn !== null ? [] : ([['review-on', day(entry.reviewOn)]] as const)),
    ...(entry.plan === null ? [] : ([['plan', `${entry.plan.reference} (${entry.plan.source})`]] as const)),
    ...(entry.offOn === null ? [] : ([['off-on', day(entry.offOn)]] as const)),
    ...(entry.afterWatchUntil === null ? [] : ([['after-until', day(entry.afterWatchUntil)]] as const)),
  ] as const
  return (
    <Panel title={t('facts')} note={t('apart-from-rating')}>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {entry.previousEntryId !== null && (
          <div>
            <dt>{t('fact.previous')}</dt>
            <dd>
              <Link to={`/monitoring/watch/${entry.previousEntryId}`}>{t('open-previous')}</Link>
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  )
}

function Acts({ page }: { page: Page }) {
  const { offered, entry, requestId, levels, bodies, conditions, ended } = page
  const answer = useActionData<typeof watchEntryAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('watch.entry')
  const v = useTranslations('watch.events')
  if (offered.length === 0) return null
  const ordered = [...offered].sort(
    (one, other) => Number(mainWatchEvents.includes(other.event)) - Number(mainWatchEvents.includes(one.event)),
  )
  return (
    <Panel title={t('acts')} flush>
      {ordered.map(({ event, isOwn }) => (
        <details key={event} className={classes['act']} open={answer?.typed['event'] === event ? true : undefined}>
          <summary>{v(event)}</summary>
          {isOwn && <Notice tone="info" title={t('own')} />}
          <Form method="post">
            <input type="hidden" name="requestId" value={requestId} />
            <input type="hidden" name="version" value={entry.version} />
            <input type="hidden" name="event" value={event} />
            <ActFields
              fields={watchForms[event]}
              levels={levels}
              bodies={bodies}
              signCodes={entry.signs.filter(({ colour }) => colour === 'red').map(({ code }) => code)}
              successionId={ended?.successionId ?? null}
              conditions={conditions}
              typed={answer?.typed['event'] === event ? answer.typed : {}}
              wrong={answer?.typed['event'] === event ? answer.wrong : []}
            />
            <div className={classes['end']}>
              <Button type="submit" variant={mainWatchEvents.includes(event) ? 'filled' : 'default'} loading={busy}>
                {v(event)}
              </Button>
            </div>
          </Form>
        </details>
      ))}
    </Panel>
  )
}

function Steps({ page: { steps } }: { page: Page }) {
  const t = useTranslations('watch.entry')
  const v = useTranslations('watch.events')
  const statement = (detail: Readonly<Record<string, unknown>>) =>
    ['statement', 'reference', 'source', 'noRedSource']
      .flatMap((name) => (typeof detail[name] === 'string' ? [detail[name]] : []))
      .join('. ')
  return (
    <Panel title={t('steps')} note={t('steps-note')} flush>
      <DataTable
        label={t('steps')}
        rows={steps.toReversed()}
        rowKey={({ stepId }) => stepId}
        columns={[
          {
            id: 'event',
            head: t('step'),
            phone: 'title',
            cell: ({ event }) => (v.has(event as 'list') ? v(event as 'list') : event),
          },
          { id: 'day', head: t('day'), cell: ({ onDay }) => formatDay(onDay) },
          {
            id: 'decision',
            head: t('decision'),
            cell: ({ decisionNumber, decisionBody, level }) =>
              [decisionNumber, decisionBody, level].filter(Boolean).join(', ') || '–',
          },
          { id: 'reason', head: t('reason'), cell: ({ reason, detail }) => reason ?? (statement(detail) || '–') },
          { id: 'by', head: t('by'), cell: ({ actorName, actedAt }) => `${actorName}, ${formatMoment(actedAt)}` },
        ]}
      />
    </Panel>
  )
}
