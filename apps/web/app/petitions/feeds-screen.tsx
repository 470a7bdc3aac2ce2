import { Button, NativeSelect, TextInput } from '@mantine/core'
import { headTypes } from '@nq15/domain/petitions'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { useOption } from './act-fields.tsx'
import type { feedsAction, feedsLoader } from './feed.server.ts'

/** Secret addresses of the calendar of reception days: made, shown once, revoked. */
export function FeedsScreen() {
  const { unit, feeds, mayWork, requestId } = useLoaderData<typeof feedsLoader>()
  const said = useActionData<typeof feedsAction>()
  const [search] = useSearchParams()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('petitions.feed')
  const option = useOption()
  const address = said && 'address' in said ? said.address : null
  const answer = said && 'code' in said ? said : undefined
  return (
    <>
      <PageHead
        crumbs={[{ label: t('reception'), to: '/reception' }]}
        title={t('title')}
        state={t('state', { unit })}
      />
      <div className={shared['stack']}>
        {address === null && <FormAnswer room="petitions" answer={answer} done={search.get('done')} />}
        {address === 'twice' && <Notice tone="watch" live="alert" title={t('twice')} />}
        {address !== null && address !== 'twice' && (
          <Notice tone="ok" live="status" title={t('once')}>
            <p>
              <code style={{ overflowWrap: 'anywhere' }}>{address}</code>
            </p>
            {t('once-help')}
          </Notice>
        )}
        <Panel title={t('list')} note={t('note')} flush>
          <DataTable
            label={t('list')}
            rows={feeds}
            rowKey={({ feedId }) => feedId}
            columns={[
              { id: 'label', head: t('label'), phone: 'title', cell: ({ label }) => label },
              {
                id: 'head',
                head: t('head'),
                cell: ({ head }) => (head === null ? t('all-heads') : option('head', head)),
              },
              {
                id: 'made',
                head: t('made'),
                cell: ({ madeAt, madeByName }) => `${formatDay(madeAt.slice(0, 10))}, ${madeByName}`,
              },
              {
                id: 'status',
                head: t('status'),
                cell: ({ feedId, revokedAt, label }) =>
                  revokedAt !== null ? (
                    t('revoked', { day: formatDay(revokedAt.slice(0, 10)) })
                  ) : mayWork ? (
                    <Form method="post">
                      <input type="hidden" name="event" value="revoke" />
                      <input type="hidden" name="feedId" value={feedId} />
                      <input type="hidden" name="requestId" value={requestId} />
                      <Button type="submit" variant="default" aria-label={`${t('revoke')}: ${label}`} loading={busy}>
                        {t('revoke')}
                      </Button>
                    </Form>
                  ) : (
                    t('standing')
                  ),
              },
            ]}
            empty={<EmptyState why={t('empty')} />}
          />
          {mayWork && (
            <details className={shared['act']} open={answer ? true : undefined}>
              <summary>{t('make')}</summary>
              <Form method="post" noValidate>
                <input type="hidden" name="event" value="make" />
                <input type="hidden" name="requestId" value={requestId} />
                <div className={shared['fields']}>
                  <TextInput
                    name="label"
                    label={t('label')}
                    maxLength={120}
                    error={answer?.wrong.includes('label') ? t('wrong') : undefined}
                  />
                  <NativeSelect
                    name="head"
                    label={t('head')}
                    data={[
                      { value: '', label: t('all-heads') },
                      ...headTypes.map((value) => ({ value, label: option('head', value) })),
                    ]}
                  />
                </div>
                <div className={shared['end']}>
                  <Button type="submit" variant="default" loading={busy}>
                    {t('make')}
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
