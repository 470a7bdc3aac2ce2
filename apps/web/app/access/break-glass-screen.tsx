import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { breakGlassAction, breakGlassLoader } from './break-glass.server.ts'
import classes from './rights.module.css'
import { RightsTabs } from './rights-tabs.tsx'

const outcomes = ['open', 'end', 'review'] as const

/** Emergency openings: the form for who may open, the list with its use, and the judgement for the auditor. */
export function BreakGlassScreen() {
  const { tabs, mayOpen, judging, rows } = useLoaderData<typeof breakGlassLoader>()
  const answer = useActionData<typeof breakGlassAction>()
  const t = useTranslations('access.break-glass')
  const [search] = useSearchParams()
  const done = outcomes.find((one) => one === search.get('done'))
  const waiting = rows.filter(({ inForce, review }) => !inForce && review === null).length
  return (
    <>
      <PageHead title={t('title')} state={judging ? t('state-judging', { count: waiting }) : t('state')} />
      <RightsTabs {...tabs} />
      {answer?.refusal && (
        <Notice tone="error" live="alert">
          {t(`refusals.${answer.refusal}`)}
        </Notice>
      )}
      {!answer && done !== undefined && (
        <Notice tone="ok" live="status">
          {t(`done.${done}`)}
        </Notice>
      )}
      <div className={classes['stack']}>
        {mayOpen && <OpenForm />}
        <Panel title={t(judging ? 'all' : 'own')} note={t('count', { count: rows.length })}>
          {rows.length === 0 ? (
            <EmptyState why={t('none')} />
          ) : (
            <ul className={classes['rights']}>
              {rows.map((row) => (
                <Opening key={row.id} row={row} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </>
  )
}

function OpenForm() {
  const { organizations, what, mostHours, requestId, chosen } = useLoaderData<typeof breakGlassLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('access.break-glass')
  const busy = useNavigation().state !== 'idle'
  return (
    <Panel title={t('open')} note={t('open-note', { hours: mostHours })}>
      <Form method="get" className={classes['row']} role="search" aria-label={t('organization')}>
        <TextInput name="what" label={t('organization')} description={t('organization-help')} defaultValue={what} />
        <Button type="submit" variant="default">
          {t('search')}
        </Button>
      </Form>
      {chosen === null && what !== '' && (
        <ul className={classes['choices']}>
          {organizations.length === 0 && <li className={classes['light']}>{t('nothing')}</li>}
          {organizations.map((one) => (
            <li key={one.organizationId}>
              <Link to={addressWith(search, 'organization', one.organizationId)}>
                {one.name}{' '}
                <span className={classes['light']}>{[one.code, one.parentName].filter(Boolean).join(' · ')}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {chosen !== null && (
        <Form method="post" className={classes['form']} style={{ marginTop: '1rem' }}>
          <input type="hidden" name="intent" value="open" />
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="organization" value={chosen.organizationId} />
          <p>
            {t('chosen')} <strong>{chosen.name}</strong>
          </p>
          <TextInput name="caseNumber" label={t('case-number')} required maxLength={100} />
          <Textarea
            name="reason"
            label={t('reason')}
            description={t('reason-help')}
            required
            minLength={15}
            maxLength={1000}
            autosize
            minRows={3}
          />
          <NumberInput
            name="hours"
            label={t('hours')}
            min={1}
            max={mostHours}
            defaultValue={Math.min(4, mostHours)}
            required
          />
          <p className={classes['light']}>{t('warning')}</p>
          <Button type="submit" variant="filled" loading={busy} style={{ justifySelf: 'start' }}>
            {t('open-now')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}

type Row = ReturnType<typeof useLoaderData<typeof breakGlassLoader>>['rows'][number]

function Opening({ row }: { row: Row }) {
  const { judging } = useLoaderData<typeof breakGlassLoader>()
  const t = useTranslations('access.break-glass')
  const { id, userName, organizationName, caseNumber, reason, inForce, review, endedEarly } = row
  const facts = [
    [t('case-number'), caseNumber],
    [t('reason'), reason],
    [t('from'), formatMoment(row.openedAt)],
    [t(inForce ? 'until' : endedEarly ? 'ended-early' : 'ended'), formatMoment(row.until)],
    ...(judging ? [[t('use'), t('use-count', { requests: row.requests, reads: row.reads })]] : []),
    ...(review === null
      ? []
      : [
          [
            t('review'),
            `${t(review)}. ${row.reviewNote ?? ''} (${row.reviewerName ?? ''}, ${formatMoment(row.reviewedAt ?? row.until)})`,
          ],
        ]),
  ]
  return (
    <li className={classes['right']}>
      <h3>
        {organizationName}, {userName}{' '}
        <Chip look={inForce ? 'watch' : review === 'unjustified' ? 'red' : review === null ? 'dashed' : 'ok'}>
          {t(inForce ? 'in-force' : review === null ? 'waits' : review)}
        </Chip>
      </h3>
      <dl className={classes['facts']} style={{ marginTop: '0.5rem' }}>
        {facts.map(([head, value]) => (
          <div key={head} style={{ display: 'contents' }}>
            <dt>{head}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {inForce && (judging || row.isOwn) && (
        <Form method="post" style={{ marginTop: '0.75rem' }}>
          <input type="hidden" name="intent" value="end" />
          <input type="hidden" name="id" value={id} />
          <Button type="submit">{t('end-now')}</Button>
        </Form>
      )}
      {judging && !inForce && review === null && (
        <Form method="post" className={classes['form']} style={{ marginTop: '0.75rem' }}>
          <input type="hidden" name="intent" value="review" />
          <input type="hidden" name="id" value={id} />
          <NativeSelect
            name="review"
            label={t('judgement')}
            data={[
              { value: 'justified', label: t('justified') },
              { value: 'unjustified', label: t('unjustified') },
            ]}
          />
          <Textarea name="note" label={t('note')} required maxLength={1000} autosize minRows={2} />
          <Button type="submit" style={{ justifySelf: 'start' }}>
            {t('judge')}
          </Button>
        </Form>
      )}
    </li>
  )
}
