import { Button, Textarea } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { IconGavel } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './succession.module.css'
import type { successionAction, successionLoader } from './succession.server.ts'
import { SuccessionFindings } from './succession-findings.tsx'

/** What a change does, before it does it; the second person decides here, and undoes until midnight. */
export function SuccessionScreen() {
  const page = useLoaderData<typeof successionLoader>()
  const answer = useActionData<typeof successionAction>()
  const [search] = useSearchParams()
  const t = useTranslations('organizations.successions')
  const { caseId, title, kindLabel, state, effectiveOn, decision, findings } = page
  const done = (['submit', 'decide', 'return', 'undo'] as const).find((one) => one === search.get('done'))
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/successions' }, { label: kindLabel }]}
        title={title}
        state={
          <>
            <Chip look="flat">{t(`states.${state}`)}</Chip> {t('from-midnight', { day: formatDay(effectiveOn) })}
          </>
        }
        actions={
          <>
            <Button component="a" href={`/successions/${caseId}/appendix.docx`} variant="default">
              {t('appendix')}
            </Button>
            {page.mayEdit && (
              <Button component={Link} to={`/successions/${caseId}/edit`} variant="default">
                {t('edit')}
              </Button>
            )}
          </>
        }
      />
      <div className={classes['stack']}>
        {done !== undefined && answer === undefined && <Notice tone="ok" live="status" title={t(`done.${done}`)} />}
        {answer !== undefined && (
          <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal}`)}>
            {t('nothing-changed')}
          </Notice>
        )}
        {state === 'returned' && (
          <Notice tone="watch" title={t('returned')}>
            {page.returnReason}
          </Notice>
        )}
        {page.undone !== null && (
          <Notice tone="info" title={t('undone-by', { by: page.undone.by, at: formatMoment(page.undone.at) })}>
            {page.undone.reason}
          </Notice>
        )}
        <SuccessionFindings findings={findings} />
        <Panel title={t('paper')}>
          <dl className={classes['facts']}>
            {(
              [
                ['number', decision.number || '–'],
                ['decided-on', decision.decidedOn === null ? '–' : formatDay(decision.decidedOn)],
                ['signer', [decision.signerTitle, decision.signerName].filter(Boolean).join(' ') || '–'],
                ['effective-on', formatDay(effectiveOn)],
                ['prepared-by', page.preparedByName],
                ['decided-by', page.decidedByName ?? '–'],
              ] as const
            ).map(([name, value]) => (
              <div key={name}>
                <dt>{t(name)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        <BeforeAndAfter />
        <Moving />
        <Sight />
        <Acts />
      </div>
    </>
  )
}

function BeforeAndAfter() {
  const { before, after, links, lastDay, effectiveOn } = useLoaderData<typeof successionLoader>()
  const t = useTranslations('organizations.successions')
  const said = links.filter(({ from, to }) => from !== null && to !== null && from !== to)
  return (
    <Panel title={t('picture')}>
      <div className={classes['figure']}>
        <div>
          <p className={classes['small']}>{t('until', { day: formatDay(lastDay) })}</p>
          <ul className={classes['side']}>
            {before.map(({ id, name, ends }) => (
              <li key={id} className={`${classes['box']} ${ends ? classes['gone'] : ''}`}>
                {name}
                {ends && <div className={classes['small']}>{t('ends')}</div>}
              </li>
            ))}
            {before.length === 0 && <li className={classes['small']}>{t('nobody-before')}</li>}
          </ul>
        </div>
        <span className={classes['arrow']} aria-hidden>
          →
        </span>
        <div>
          <p className={classes['small']}>{t('since', { day: formatDay(effectiveOn) })}</p>
          <ul className={classes['side']}>
            {after.map(({ id, name, isNew }) => (
              <li key={id} className={classes['box']}>
                {name}
                {isNew && <div className={classes['small']}>{t('new-one')}</div>}
              </li>
            ))}
            {after.length === 0 && <li className={classes['small']}>{t('nobody-after')}</li>}
          </ul>
        </div>
      </div>
      {said.length > 0 && (
        <ul className={classes['list']}>
          {said.map(({ from, to, inheritsRecords }) => (
            <li key={`${from} ${to}`}>
              {t(inheritsRecords ? 'reads-records' : 'reads-no-records', { from: from ?? '', to: to ?? '' })}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Moving() {
  const { moving } = useLoaderData<typeof successionLoader>()
  const t = useTranslations('organizations.successions')
  const format = useFormatter()
  return (
    <Panel title={t('what-moves')} flush>
      <DataTable
        label={t('what-moves')}
        rows={moving}
        rowKey={({ key }) => key}
        tone={({ isStuck }) => (isStuck ? 'red' : undefined)}
        columns={[
          { id: 'kind', head: t('kind-of-record'), phone: 'title', cell: ({ kind }) => kind },
          { id: 'count', head: t('how-many'), numeric: true, cell: ({ count }) => format.number(count) },
          { id: 'fate', head: t('fate'), cell: ({ fate }) => fate },
          { id: 'from', head: t('from'), cell: ({ from }) => from || '–' },
          { id: 'to', head: t('to'), cell: ({ to }) => to || '–' },
        ]}
        empty={<EmptyState why={t('nothing-moves')} />}
      />
    </Panel>
  )
}

function Sight() {
  const { sight } = useLoaderData<typeof successionLoader>()
  const t = useTranslations('organizations.successions')
  const roleOf = useTranslations('access.frame.roles')
  const format = useFormatter()
  return (
    <Panel title={t('sight')} note={t('sight-note')} flush>
      <DataTable
        label={t('sight')}
        rows={sight.slice(0, 200)}
        total={sight.length}
        rowKey={({ key }) => key}
        columns={[
          { id: 'name', head: t('account'), phone: 'title', cell: ({ name }) => name },
          { id: 'role', head: t('role'), cell: ({ role }) => (role === null ? '–' : roleOf(role)) },
          { id: 'gained', head: t('gained'), numeric: true, cell: ({ gained }) => format.number(gained) },
          { id: 'lost', head: t('lost'), numeric: true, cell: ({ lost }) => format.number(lost) },
        ]}
        empty={<EmptyState why={t('sight-same')} />}
      />
    </Panel>
  )
}

function Acts() {
  const page = useLoaderData<typeof successionLoader>()
  const answer = useActionData<typeof successionAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('organizations.successions')
  const errors = page.findings.filter(({ weight }) => weight === 'error').length
  const hidden = (
    <>
      <input type="hidden" name="requestId" value={page.requestId} />
      <input type="hidden" name="version" value={page.version} />
      <input type="hidden" name="planHash" value={page.planHash} />
    </>
  )
  return (
    <>
      {page.mayEdit && (
        <Form method="post" className={classes['end']}>
          {hidden}
          <Button type="submit" name="intent" value="submit" variant="filled" loading={busy}>
            {t('submit')}
          </Button>
        </Form>
      )}
      {page.isOwn && <Notice tone="info" title={t('own-draft')} />}
      {page.mayDecide && (
        <Panel title={t('decide-title')} tone="watch">
          <Form method="post" className={classes['stack']}>
            {hidden}
            <p>
              {t(errors > 0 ? 'decide-refused' : 'decide-what', { day: formatDay(page.effectiveOn), count: errors })}
            </p>
            <Textarea
              name="reason"
              label={t('return-reason')}
              autosize
              minRows={2}
              defaultValue={answer?.reason ?? ''}
            />
            <div className={classes['end']}>
              <Button type="submit" name="intent" value="return" variant="default" loading={busy}>
                {t('return')}
              </Button>
              {errors === 0 && (
                <Button
                  type="submit"
                  name="intent"
                  value="decide"
                  variant="filled"
                  loading={busy}
                  leftSection={<IconGavel size={18} stroke={1.6} aria-hidden />}
                >
                  {t('decide')}
                </Button>
              )}
            </div>
          </Form>
        </Panel>
      )}
      {page.mayUndo && (
        <Panel title={t('undo-title')} note={<Countdown until={page.midnight} />}>
          {page.obstacles.length > 0 ? (
            <Notice tone="watch" title={t('refusals.BUILT_ON')}>
              <ul className={classes['list']}>
                {page.obstacles.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </Notice>
          ) : (
            <Form method="post" className={classes['stack']}>
              {hidden}
              <p>{t('undo-what', { day: formatDay(page.effectiveOn) })}</p>
              <Textarea
                name="reason"
                label={t('undo-reason')}
                required
                withAsterisk={false}
                autosize
                minRows={2}
                defaultValue={answer?.reason ?? ''}
              />
              <div className={classes['end']}>
                <Button type="submit" name="intent" value="undo" variant="default" loading={busy}>
                  {t('undo')}
                </Button>
              </div>
            </Form>
          )}
        </Panel>
      )}
    </>
  )
}

/** How long until a moment, counted in the browser; the page says the day itself where no script runs. */
function Countdown({ until }: { until: string }) {
  const t = useTranslations('organizations.successions')
  const [minutes, setMinutes] = useState<number | null>(null)
  useEffect(() => {
    const count = () => setMinutes(Math.max(0, Math.floor((Date.parse(until) - Date.now()) / 60_000)))
    count()
    const timer = setInterval(count, 30_000)
    return () => clearInterval(timer)
  }, [until])
  if (minutes === null) return null
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  return <>{t('left', { days, hours, minutes: minutes % 60 })}</>
}
