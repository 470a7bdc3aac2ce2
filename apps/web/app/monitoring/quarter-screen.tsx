import { Button, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { MonitorDown } from './monitor-down.tsx'
import type { quarterAction, quarterLoader } from './quarter.server.ts'
import classes from './watch.module.css'

type Page = Extract<ReturnType<typeof useLoaderData<typeof quarterLoader>>, { up: true }>

/** A list over a quarter: the equation, who came and left, and the signature that freezes it. */
export function QuarterScreen() {
  const page = useLoaderData<typeof quarterLoader>()
  const answer = useActionData<typeof quarterAction>()
  const [search] = useSearchParams()
  const t = useTranslations('watch.quarter')
  const e = useTranslations('watch.refusals')
  if (!page.up) return <MonitorDown title={t('fallback')} />
  const { reconciliation: sums, kept, rows, list } = page
  const done = (['prepare', 'sign'] as const).find((one) => one === search.get('done'))
  return (
    <>
      <PageHead
        crumbs={[{ label: t('list'), to: '/monitoring/watch' }, { label: list.name }]}
        title={t('title', { quarter: page.quarter, year: String(page.year) })}
        state={
          kept?.signedAt
            ? t('signed', { by: kept.signedByName ?? '', at: formatMoment(kept.signedAt) })
            : t(page.isOver ? 'open' : 'running')
        }
        actions={
          <>
            <Button component={Link} to={page.before} variant="default">
              {t('before')}
            </Button>
            <Button component={Link} to={page.after} variant="default">
              {t('after')}
            </Button>
          </>
        }
      />
      <div className={classes['stack']}>
        {done !== undefined && answer === undefined && <Notice tone="ok" live="status" title={t(`done.${done}`)} />}
        {answer !== undefined && (
          <Notice
            tone="error"
            live="alert"
            title={e.has(answer.refusal as 'UNEXPLAINED') ? e(answer.refusal as 'UNEXPLAINED') : e('other')}
          >
            {e('nothing-changed')} {answer.refusal}
          </Notice>
        )}
        <Panel title={t('sum')} tone={sums.difference === 0 ? 'plain' : 'watch'}>
          <p className={classes['number']}>
            {t('equation', {
              start: sums.start,
              added: sums.added,
              removed: sums.removed,
              merged: sums.merged,
              expected: sums.start + sums.added - sums.removed - sums.merged,
            })}
          </p>
          <p>
            {sums.difference === 0
              ? t('agrees', { end: sums.end })
              : t('differs', { end: sums.end, difference: sums.difference })}{' '}
            {t('relapsed', { count: sums.relapsed })}
          </p>
          {kept?.contentHash && (
            <p className={classes['light']}>{t('hash', { hash: kept.contentHash.slice(0, 16) })}</p>
          )}
        </Panel>
        <Sign page={page} />
        <Panel title={t('rows')} note={t('rows-note', { count: rows.length })} flush>
          <DataTable
            label={t('rows')}
            rows={rows}
            rowKey={({ entryId }) => entryId}
            columns={[
              {
                id: 'name',
                head: t('organization'),
                phone: 'title',
                cell: ({ entryId, organizationName }) => (
                  <Link to={`/monitoring/watch/${entryId}`}>{organizationName}</Link>
                ),
              },
              { id: 'level', head: t('level'), cell: ({ level }) => level },
              { id: 'listed', head: t('listed-on'), cell: ({ listedOn }) => formatDay(listedOn) },
              {
                id: 'moved',
                head: t('moved'),
                cell: ({ movements }) => movements.map((one) => t(`movement.${one}`)).join(', '),
              },
            ]}
            empty={<EmptyState why={t('nobody')} />}
          />
        </Panel>
      </div>
    </>
  )
}

function Sign({ page }: { page: Page }) {
  const { late, mayPrepare, maySign, requestId, kept, isOver } = page
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('watch.quarter')
  if (!mayPrepare && !maySign) return null
  return (
    <Panel
      title={t(maySign ? 'sign-title' : 'prepare-title')}
      note={kept === null ? undefined : t('prepared-by', { by: kept.preparedByName })}
    >
      <Form method="post" className={classes['stack']}>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="version" value={kept?.version ?? 0} />
        {late.map(({ entryId, name, sign, reason }) => (
          <TextInput
            key={entryId}
            name={`reason.${entryId}`}
            label={t(sign > 0 ? 'late-added' : 'late-gone', { name })}
            description={t('late-help')}
            defaultValue={reason}
            readOnly={!mayPrepare}
          />
        ))}
        {late.length === 0 && <p className={classes['light']}>{t('no-late')}</p>}
        <div className={classes['end']}>
          {mayPrepare && (
            <Button type="submit" name="intent" value="prepare" variant="default" loading={busy}>
              {t('prepare')}
            </Button>
          )}
          {maySign && (
            <Button type="submit" name="intent" value="sign" variant="filled" loading={busy}>
              {t(isOver ? 'sign' : 'sign-later')}
            </Button>
          )}
        </div>
      </Form>
    </Panel>
  )
}
