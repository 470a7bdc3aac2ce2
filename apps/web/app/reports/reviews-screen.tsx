import { Button, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ProgressRow } from '../ui/progress-row.tsx'
import { ReviewAnswerNotice } from './review-answer.tsx'
import type { reviewsAction, reviewsLoader } from './reviews.server.ts'

const isOpen = ({ state }: { readonly state: string }) => state === 'waiting' || state === 'running'

/** The reports of the resolution and the directive: what is there, what is being built, and the form that asks for one. */
export function ReviewsScreen() {
  const { reviews, runs, level, mayBuild, year, requestId } = useLoaderData<typeof reviewsLoader>()
  const answer = useActionData<typeof reviewsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('reviews')
  useLook(runs.some(isOpen))
  const wrong = (name: string) => (answer?.wrong.includes(name) ? t('wrong-years') : undefined)
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { count: reviews.length })}
        actions={
          <>
            <Button component={Link} variant="default" to="/reports/directives">
              {t('to-directives')}
            </Button>
            <Button component={Link} variant="default" to="/reports/targets">
              {t('to-targets')}
            </Button>
            <Button component={Link} variant="default" to="/reports/measures">
              {t('to-measures')}
            </Button>
            <Button component={Link} variant="default" to="/reports/reviews/figures">
              {t('figures')}
            </Button>
          </>
        }
      />
      <div className={shared['stack']}>
        <ReviewAnswerNotice answer={answer} />
        {search.get('asked') !== null && runs.length > 0 && (
          <div aria-live="polite">
            {runs.slice(0, 1).map((run) =>
              isOpen(run) ? (
                <ProgressRow key={run.id} name={t('building')} done={run.done} total={run.total} />
              ) : run.isFailed ? (
                <Notice key={run.id} tone="error" title={t('failed')}>
                  {t('failed-do')}
                </Notice>
              ) : (
                <Notice key={run.id} tone={run.blocking > 0 ? 'watch' : 'ok'} title={t('built')}>
                  {run.blocking > 0 ? t('built-broken', { count: run.blocking }) : t('built-whole')}{' '}
                  {run.reportId !== null && <Link to={`/reports/reviews/${run.reportId}`}>{t('open-built')}</Link>}
                </Notice>
              ),
            )}
          </div>
        )}
        {mayBuild && (
          <Panel title={t('build')} note={level?.name}>
            <Form method="post" className={shared['fields']} noValidate>
              <input type="hidden" name="requestId" value={requestId} />
              <TextInput
                name="firstYear"
                label={t('first-year')}
                inputMode="numeric"
                defaultValue={answer?.typed['firstYear'] ?? String(year - 4)}
                error={wrong('firstYear')}
              />
              <TextInput
                name="lastYear"
                label={t('last-year')}
                inputMode="numeric"
                defaultValue={answer?.typed['lastYear'] ?? String(year)}
                error={wrong('lastYear')}
              />
              <div className={shared['end']}>
                <Button type="submit">{t('build-now')}</Button>
              </div>
            </Form>
            <p>{t('build-note')}</p>
          </Panel>
        )}
        <Panel title={t('list')} flush>
          <DataTable
            label={t('list')}
            rows={reviews}
            rowKey={({ reportId }) => reportId}
            empty={<EmptyState why={t(mayBuild ? 'none' : 'none-reader')} />}
            columns={[
              {
                id: 'title',
                head: t('report'),
                phone: 'title',
                cell: ({ reportId, firstYear, lastYear, organizationName, edition }) => (
                  <>
                    <Link to={`/reports/reviews/${reportId}`}>
                      {firstYear === lastYear
                        ? t('annual', { year: String(lastYear) })
                        : t('interim', { first: String(firstYear), last: String(lastYear) })}
                    </Link>{' '}
                    <small>
                      {organizationName}, {t('edition', { edition })}
                    </small>
                  </>
                ),
              },
              { id: 'cut', head: t('cut-off'), cell: ({ cutOff }) => formatDay(cutOff) },
              { id: 'by', head: t('prepared-by'), cell: ({ preparedByName }) => preparedByName },
              { id: 'comments', head: t('open-comments'), numeric: true, cell: ({ openComments }) => openComments },
              {
                id: 'signed',
                head: t('signed'),
                cell: ({ signedOn, signerName }) =>
                  signedOn === null
                    ? t('unsigned')
                    : t('signed-by', { day: formatDay(signedOn), name: signerName ?? '' }),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

/** Looks again every second while a report is being built and the page is seen. */
function useLook(wanted: boolean) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!wanted || state !== 'idle') return
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') revalidate()
    }, 1_000)
    return () => clearTimeout(timer)
  })
}
