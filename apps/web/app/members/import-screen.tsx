import { Button } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { FirstPasswords } from '../access/first-passwords.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { ErrorNotice, Notice, RefusalNotice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { importAction, importLoader } from './import.server.ts'
import { ImportMapping } from './import-mapping.tsx'
import classes from './imports.module.css'

/** One import from its columns to its rows: confirm, read, look at what would happen, take. */
export function ImportScreen() {
  const { step, kind, fileName, organizationName, asOf, createdAt, fault } = useLoaderData<typeof importLoader>()
  const t = useTranslations('members.imports')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/imports' }]}
        title={fileName}
        state={t('run-state', {
          kind: t(`kinds.${kind}`),
          organization: organizationName,
          moment: formatMoment(createdAt),
          day: formatDay(asOf),
        })}
        actions={(step === 'mapping' || step === 'checked' || step === 'interrupted') && <AbandonForm />}
      />
      <div className={classes['stack']}>
        {step === 'mapping' && <ImportMapping />}
        {step === 'judging' && <Reading />}
        {step === 'interrupted' && (
          <ErrorNotice happened={t('interrupted.happened')} kept={t('interrupted.kept')} todo={t('interrupted.todo')} />
        )}
        {step === 'failed' && (
          <ErrorNotice
            happened={fault ?? t('failed')}
            kept={t('nothing-kept')}
            todo={t('failed-todo')}
            action={<Link to="/imports">{t('again')}</Link>}
          />
        )}
        {step === 'abandoned' && <Notice tone="info">{t('abandoned')}</Notice>}
        {(step === 'checked' || step === 'taken') && <Judged />}
      </div>
    </>
  )
}

function AbandonForm() {
  const t = useTranslations('members.imports')
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="abandon" />
      <Button type="submit" variant="default">
        {t('abandon')}
      </Button>
    </Form>
  )
}

/** While the file is read: how many rows so far. The page asks again by itself and may be left. */
function Reading() {
  const { counts } = useLoaderData<typeof importLoader>()
  const t = useTranslations('members.imports')
  const format = useFormatter()
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (state !== 'idle') return
    const timer = setTimeout(revalidate, 1000)
    return () => clearTimeout(timer)
  }, [revalidate, state])
  return (
    <Panel title={t('reading')}>
      <p aria-live="polite">{t('reading-rows', { shown: format.number(counts.total) })}</p>
      <p className={classes['light']}>{t('may-leave')}</p>
    </Panel>
  )
}

/** What taking the file would do, or did: counts, warnings, refused rows with their reasons. */
function Judged() {
  const { step, counts, warnings, passwords, runId, requestId } = useLoaderData<typeof importLoader>()
  const t = useTranslations('members.imports')
  const format = useFormatter()
  const isTaken = step === 'taken'
  const facts = [
    ['total', counts.total],
    ['fresh', counts.fresh],
    ['changed', counts.changed],
    ['same', counts.same],
    ['bad', counts.bad],
  ] as const
  return (
    <>
      {isTaken && (
        <Notice tone="ok" live="status" title={t('taken')}>
          {t('taken-rows', { count: counts.good, shown: format.number(counts.good) })}
        </Notice>
      )}
      <Panel title={t(isTaken ? 'what-happened' : 'what-would-happen')}>
        <dl className={classes['counts']}>
          {facts.map(([name, value]) => (
            <div key={name} className={name === 'bad' && value > 0 ? classes['bad'] : undefined}>
              <dt>{t(`counts.${name}`)}</dt>
              <dd>{format.number(value)}</dd>
            </div>
          ))}
        </dl>
        {!isTaken && <TakeForms />}
      </Panel>
      {warnings.length > 0 && (
        <Panel title={t('warnings')} tone="watch">
          <ul className={classes['warnings']}>
            {warnings.map(({ code, count }) => (
              <li key={code}>
                {t('warning', { shown: format.number(count), text: t(`warning-texts.${code}`) })}{' '}
                <small className={classes['light']}>{code}</small>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {passwords !== null && <FirstPasswords runId={runId} requestId={requestId} {...passwords} />}
      {counts.bad > 0 && <RefusedRows />}
    </>
  )
}

function TakeForms() {
  const { counts, runId } = useLoaderData<typeof importLoader>()
  const answer = useActionData<typeof importAction>()
  const navigation = useNavigation()
  const t = useTranslations('members.imports')
  const format = useFormatter()
  const intent = navigation.formData?.get('intent')
  const nothingNew = counts.fresh + counts.changed === 0
  const shown = { good: format.number(counts.good), bad: format.number(counts.bad) }
  const refusal = answer && 'refusal' in answer && answer.mapping === null ? answer.refusal : null
  return (
    <div className={classes['take']}>
      {refusal !== null && (
        <RefusalNotice
          title={t('not-taken')}
          rules={[
            {
              code: refusal,
              found: t(refusal === 'ROWS_REFUSED' ? 'rows-refused' : 'changed-meanwhile', shown),
              wayOut: t(refusal === 'ROWS_REFUSED' ? 'rows-refused-way' : 'changed-meanwhile-way'),
            },
          ]}
        />
      )}
      <p>{counts.bad === 0 ? t(nothingNew ? 'nothing-new' : 'all-good') : t('some-bad', shown)}</p>
      <div className={classes['buttons']}>
        <Form method="post">
          <input type="hidden" name="intent" value="take-all" />
          <Button type="submit" variant={counts.bad === 0 ? 'filled' : 'default'} loading={intent === 'take-all'}>
            {t('take-all', { shown: format.number(counts.total) })}
          </Button>
        </Form>
        {counts.bad > 0 && counts.good > 0 && (
          <Form method="post">
            <input type="hidden" name="intent" value="take-good" />
            <Button type="submit" loading={intent === 'take-good'}>
              {t('take-good', { shown: shown.good })}
            </Button>
          </Form>
        )}
        {counts.bad > 0 && (
          <Button component="a" href={`/imports/${runId}/errors`} download>
            {t('errors-file')}
          </Button>
        )}
      </div>
      {counts.bad > 0 && <p className={classes['light']}>{t('errors-first')}</p>}
    </div>
  )
}

function RefusedRows() {
  const { refused, counts, afterLine, nextAfterLine } = useLoaderData<typeof importLoader>()
  const t = useTranslations('members.imports')
  const format = useFormatter()
  return (
    <>
      <Panel title={t('refused')} note={t('refused-count', { shown: format.number(counts.bad) })} tone="red" flush>
        <DataTable
          label={t('refused')}
          rows={refused}
          rowKey={({ line }) => String(line)}
          columns={[
            {
              id: 'line',
              head: t('line'),
              numeric: true,
              width: '5rem',
              phone: 'title',
              cell: ({ line }) => format.number(line),
            },
            {
              id: 'reasons',
              head: t('reasons'),
              cell: ({ reasons }) => (
                <ul className={classes['reasons']}>
                  {reasons.map(({ code, text }) => (
                    <li key={`${code}-${text}`}>
                      {text} <small className={classes['light']}>{code}</small>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </Panel>
      {(afterLine > 0 || nextAfterLine !== null) && (
        <nav className={classes['pages']} aria-label={t('refused-pages')} data-no-print>
          {afterLine > 0 && (
            <Button component={Link} to="?" preventScrollReset>
              {t('first-page')}
            </Button>
          )}
          {nextAfterLine !== null && (
            <Button component={Link} to={`?after=${nextAfterLine}`} preventScrollReset>
              {t('next-page')}
            </Button>
          )}
        </nav>
      )}
    </>
  )
}
