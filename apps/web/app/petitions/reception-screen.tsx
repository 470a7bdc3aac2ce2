import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { headTypes, sessionKinds } from '@nq15/domain/petitions'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { useConfidence } from '../ui/confidence.ts'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay, formatShortDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { useOption } from './act-fields.tsx'
import type { receptionAction, receptionLoader } from './reception.server.ts'

const looks = { met: 'ok', running: 'accentEdge', short: 'red', 'not-judged': 'dashed' } as const

/** Reception: the days each head owes and held, the published days, the sessions. */
export function ReceptionScreen() {
  const { unit, schedules, sessions, duties, mayWork, requestId, today } = useLoaderData<typeof receptionLoader>()
  const answer = useActionData<typeof receptionAction>()
  const [search] = useSearchParams()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('petitions.reception')
  const { say } = useConfidence()
  const online = useTranslations('petitions.online')('title')
  const feed = useTranslations('petitions.feed')('title')
  const option = useOption()
  const month = (value: string) => value.split('-').reverse().join('/')
  const typed: Readonly<Record<string, string>> = answer?.typed ?? {}
  const f = useTranslations('petitions.fields')
  const wrong = (name: string) => (answer?.wrong.includes(name) ? f('wrong') : undefined)
  const head = (
    <NativeSelect
      name="head"
      label={t('head')}
      defaultValue={typed['head'] ?? 'commune-chair'}
      data={headTypes.map((value) => ({ value, label: option('head', value) }))}
    />
  )
  return (
    <>
      <PageHead
        title={t('title')}
        state={unit}
        actions={
          <>
            <Button component={Link} to="/reception/online" variant="default">
              {online}
            </Button>
            <Button component={Link} to="/reception/calendar" variant="default">
              {feed}
            </Button>
            <Button component={Link} to="/reception/register" variant="default">
              {t('register')}
            </Button>
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={answer} done={search.get('done')} />
        <Panel title={t('duties')} note={t('duties-note')} flush>
          <DataTable
            label={t('duties')}
            rows={duties}
            rowKey={({ head: of, month: when }) => `${of}${when}`}
            tone={({ state }) => (state === 'short' ? 'red' : undefined)}
            columns={[
              { id: 'head', head: t('head'), phone: 'title', cell: (one) => option('head', one.head) },
              { id: 'month', head: t('month'), cell: (one) => month(one.month) },
              {
                id: 'least',
                head: t('least'),
                cell: ({ rule }) =>
                  rule === null ? t('no-rule') : t('least-of', { least: rule.least, per: rule.per }),
              },
              { id: 'counted', head: t('counted'), numeric: true, cell: ({ counted }) => counted },
              { id: 'delegated', head: t('delegated'), numeric: true, cell: ({ delegated }) => delegated },
              { id: 'unscheduled', head: t('unscheduled'), numeric: true, cell: ({ unscheduled }) => unscheduled },
              {
                id: 'state',
                head: t('judged'),
                cell: ({ state }) => <Chip look={looks[state]}>{t(`state.${state}`)}</Chip>,
              },
              {
                id: 'basis',
                head: t('basis'),
                cell: ({ rule }) =>
                  rule === null
                    ? '–'
                    : `${rule.source.provision}, ${rule.source.document} (${say(rule.source.confidence)})`,
              },
            ]}
            empty={<EmptyState why={t('no-duties')} />}
          />
        </Panel>
        <Panel title={t('schedules')} note={t('schedules-note')} flush>
          <DataTable
            label={t('schedules')}
            rows={schedules}
            rowKey={({ scheduleId }) => scheduleId}
            columns={[
              { id: 'head', head: t('head'), phone: 'title', cell: (one) => option('head', one.head) },
              { id: 'month', head: t('month'), cell: (one) => month(one.month) },
              { id: 'days', head: t('days'), cell: ({ days }) => days.map(formatShortDay).join(', ') },
              { id: 'place', head: t('place'), cell: ({ place }) => place },
              {
                id: 'published',
                head: t('published'),
                cell: ({ publishedOn, publishedByName }) => `${formatDay(publishedOn)}, ${publishedByName}`,
              },
            ]}
            empty={<EmptyState why={t('no-schedules')} />}
          />
          {mayWork && (
            <details className={shared['act']} open={typed['event'] === 'schedule' ? true : undefined}>
              <summary>{t('publish')}</summary>
              <Form method="post" noValidate>
                <input type="hidden" name="event" value="schedule" />
                <input type="hidden" name="requestId" value={requestId} />
                <div className={shared['fields']}>
                  {head}
                  <TextInput
                    name="days"
                    label={t('days')}
                    description={t('days-help')}
                    defaultValue={typed['days'] ?? ''}
                    error={
                      answer?.wrong.includes('days') && typed['event'] === 'schedule' ? t('wrong-days') : undefined
                    }
                  />
                  <TextInput
                    name="place"
                    label={t('place')}
                    defaultValue={typed['place'] ?? ''}
                    error={wrong('place')}
                  />
                </div>
                <div className={shared['end']}>
                  <Button type="submit" variant="default" loading={busy}>
                    {t('publish')}
                  </Button>
                </div>
              </Form>
            </details>
          )}
        </Panel>
        <Panel title={t('sessions')} note={t('sessions-note')} flush>
          <DataTable
            label={t('sessions')}
            rows={sessions}
            rowKey={({ sessionId }) => sessionId}
            columns={[
              {
                id: 'day',
                head: t('day'),
                phone: 'title',
                cell: ({ sessionId, heldOn }) => (
                  <Link to={`/reception/sessions/${sessionId}`}>{formatDay(heldOn)}</Link>
                ),
              },
              { id: 'kind', head: t('kind'), cell: ({ kind }) => option('session', kind) },
              {
                id: 'host',
                head: t('host'),
                cell: ({ host, isDelegated }) => (isDelegated ? `${host}, ${t('by-delegation')}` : host),
              },
              { id: 'visits', head: t('visits'), numeric: true, cell: ({ visits }) => visits },
              { id: 'people', head: t('people'), numeric: true, cell: ({ people }) => people },
            ]}
            empty={<EmptyState why={t('no-sessions')} />}
          />
          {mayWork && (
            <details
              className={shared['act']}
              open={answer !== undefined && typed['event'] !== 'schedule' ? true : undefined}
            >
              <summary>{t('open')}</summary>
              <Form method="post" noValidate>
                <input type="hidden" name="event" value="session" />
                <input type="hidden" name="requestId" value={requestId} />
                <div className={shared['fields']}>
                  <NativeSelect
                    name="kind"
                    label={t('kind')}
                    defaultValue={typed['kind'] ?? 'regular'}
                    data={sessionKinds.map((value) => ({ value, label: option('session', value) }))}
                  />
                  {head}
                  <DayInput
                    name="heldOn"
                    label={t('day')}
                    defaultValue={typed['heldOn'] ?? formatDay(today)}
                    error={wrong('heldOn')}
                  />
                  <TextInput name="host" label={t('host')} defaultValue={typed['host'] ?? ''} error={wrong('host')} />
                  <TextInput
                    name="place"
                    label={t('place')}
                    defaultValue={typed['place'] ?? ''}
                    error={wrong('place')}
                  />
                  <Checkbox
                    name="isDelegated"
                    value="yes"
                    label={t('is-delegated')}
                    defaultChecked={typed['isDelegated'] === 'yes'}
                  />
                  <TextInput
                    name="delegationReason"
                    label={t('delegation-reason')}
                    defaultValue={typed['delegationReason'] ?? ''}
                    error={answer?.wrong.includes('delegationReason') ? t('wrong-delegation') : undefined}
                  />
                </div>
                <div className={shared['end']}>
                  <Button type="submit" variant="filled" loading={busy}>
                    {t('open')}
                  </Button>
                </div>
              </Form>
            </details>
          )}
        </Panel>
      </div>
    </>
  )
}
