import { Button, Checkbox, TextInput } from '@mantine/core'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith, FilterButtons } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { reviewLoader } from './review.server.ts'
import classes from './rights.module.css'
import { RightsTabs } from './rights-tabs.tsx'

/** Who can see what in an organization: each account and role, by which grant, and what is to be looked at. */
export function ReviewScreen() {
  const { tabs, review } = useLoaderData<typeof reviewLoader>()
  const t = useTranslations('access.review')
  const [search] = useSearchParams()
  const kept = new URLSearchParams(search)
  if (review !== null) kept.set('organization', review.organization.organizationId)
  return (
    <>
      <PageHead
        title={review === null ? t('title') : t('title-of', { name: review.organization.name })}
        state={review === null ? t('choose') : t('state', { accounts: review.accounts, grants: review.all })}
        actions={
          review !== null && (
            <Button component="a" href={`/rights/review.xlsx?${kept.toString()}`} variant="default">
              {t('export')}
            </Button>
          )
        }
      />
      <RightsTabs {...tabs} />
      <Choosing />
      {review !== null && <Lines />}
    </>
  )
}

function Choosing() {
  const { what, below, organizations, review } = useLoaderData<typeof reviewLoader>()
  const t = useTranslations('access.review')
  const [search] = useSearchParams()
  return (
    <Panel title={t('organization')}>
      <Form method="get" className={classes['row']}>
        <TextInput
          key={review?.organization.organizationId ?? 'none'}
          name="what"
          label={t('search-label')}
          description={t('search-help')}
          defaultValue={what || review?.organization.name || ''}
        />
        <Checkbox name="below" value="1" label={t('below')} defaultChecked={below} />
        <Button type="submit" variant="default">
          {t('search')}
        </Button>
      </Form>
      {what !== '' && review === null && (
        <ul className={classes['choices']}>
          {organizations.length === 0 && <li className={classes['light']}>{t('nothing')}</li>}
          {organizations.map(({ organizationId, name, code, parentName }) => (
            <li key={organizationId}>
              <Link to={addressWith(search, 'organization', organizationId)}>
                {name} <span className={classes['light']}>{[code, parentName].filter(Boolean).join(' · ')}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Lines() {
  const { review, page } = useLoaderData<typeof reviewLoader>()
  const t = useTranslations('access.review')
  const format = useFormatter()
  const [search] = useSearchParams()
  if (review === null) return null
  const { rows, counts, all, total, pages, organization } = review
  return (
    <div className={classes['stack']}>
      <FilterButtons
        name="finding"
        label={t('by-finding')}
        choices={[
          { value: null, label: t('all'), count: all },
          ...counts
            .filter(({ count }) => count > 0)
            .map(({ code, count }) => ({ value: code, label: t(`findings.${code}`), count })),
        ]}
      />
      <Panel title={t('grants')} note={format.number(total)} flush>
        <DataTable
          label={t('grants')}
          rows={rows}
          total={total}
          rowKey={({ grantId }) => grantId}
          columns={[
            {
              id: 'account',
              head: t('account'),
              phone: 'title',
              cell: ({ name, username }) => (
                <>
                  {name} <span className={classes['light']}>{username}</span>
                </>
              ),
            },
            {
              id: 'role',
              head: t('role'),
              cell: ({ roleLabel }) => roleLabel,
            },
            {
              id: 'via',
              head: t('via'),
              cell: ({ organizationName, reaches }) => (
                <span className={classes['chips']}>
                  {organizationName ?? '–'} {!reaches && <Chip look="dashed">{t('inside')}</Chip>}
                </span>
              ),
            },
            {
              id: 'reads',
              head: t('reads'),
              cell: ({ reads }) => (
                <span className={classes['chips']}>
                  {reads.length === 0
                    ? t('reads-nothing')
                    : reads.map((kind) => (
                        <Chip key={kind} look={kind === 'person' ? 'accentEdge' : 'flat'}>
                          {t(`classes.${kind}`)}
                        </Chip>
                      ))}
                </span>
              ),
            },
            { id: 'from', head: t('from'), cell: ({ validFrom }) => formatDay(validFrom) },
            { id: 'to', head: t('to'), cell: ({ lastDay }) => (lastDay === null ? t('no-end') : formatDay(lastDay)) },
            {
              id: 'used',
              head: t('used'),
              cell: ({ lastUsedOn }) => (lastUsedOn === null ? t('never') : formatDay(lastUsedOn)),
            },
            {
              id: 'findings',
              head: t('finding'),
              cell: ({ findings }) => (
                <span className={classes['chips']}>
                  {findings.map(({ code, text }) => (
                    <Chip key={text} look={code === 'duties-overlap' || code === 'closed-account' ? 'red' : 'watch'}>
                      {text}
                    </Chip>
                  ))}
                </span>
              ),
            },
            {
              id: 'why',
              head: t('why'),
              cell: ({ userId, name }) => (
                <Link
                  to={`/rights/why?account=${userId}&organization=${organization.organizationId}`}
                  aria-label={t('why-of', { name })}
                >
                  {t('why-link')}
                </Link>
              ),
            },
          ]}
          empty={<EmptyState why={t('none')} />}
        />
      </Panel>
      {pages > 1 && (
        <nav className={classes['row']} aria-label={t('pages')} data-no-print>
          {page > 1 && (
            <Button component={Link} variant="default" to={addressWith(search, 'page', String(page - 1))}>
              {t('previous')}
            </Button>
          )}
          <span>{t('page', { page, pages })}</span>
          {page < pages && (
            <Button component={Link} variant="default" to={addressWith(search, 'page', String(page + 1))}>
              {t('next')}
            </Button>
          )}
        </nav>
      )}
    </div>
  )
}
