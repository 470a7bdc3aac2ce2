import { Button, NativeSelect } from '@mantine/core'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './papers.module.css'
import type { registerLoader } from './papers.server.ts'

/** The register of issued papers: numbers kept, issued, replaced, given up, and the way to each paper. */
export function RegisterScreen() {
  const { organizations, organizationId, symbol, state, years, setsUp, symbols, papers } =
    useLoaderData<typeof registerLoader>()
  const t = useTranslations('reports')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('register.title') }]}
        title={t('register.title')}
        state={t('register.state')}
        actions={
          setsUp && organizationId !== null ? (
            <Button component={Link} to={`/papers/${organizationId}/settings`}>
              {t('settings.title')}
            </Button>
          ) : undefined
        }
      />
      <div className={classes['stack']}>
        {organizationId !== null && years.length > 0 && (
          <Panel title={t('register.years')}>
            <p className={classes['links']}>
              {years.map((year) => (
                <Link key={year} to={`/papers/${organizationId}/${year}`}>
                  {t('register.year', { year: String(year) })}
                </Link>
              ))}
            </p>
          </Panel>
        )}
        <Panel
          title={t('register.list')}
          note={t('register.count', { count: papers.length })}
          flush={papers.length > 0}
        >
          <Form method="get" className={classes['fields'] ?? ''} style={{ padding: papers.length > 0 ? '1rem' : 0 }}>
            {organizations.length > 1 && (
              <NativeSelect
                name="in"
                label={t('register.organization')}
                defaultValue={organizationId ?? ''}
                data={organizations.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            <NativeSelect
              name="symbol"
              label={t('register.symbol')}
              defaultValue={symbol}
              data={[
                { value: '', label: t('register.all') },
                ...symbols.map((one) => ({ value: one, label: t(`symbols.${one}`) })),
              ]}
            />
            <NativeSelect
              name="state"
              label={t('register.state-head')}
              defaultValue={state}
              data={[
                { value: '', label: t('register.all') },
                ...states.map((one) => ({ value: one, label: t(`states.${one}`) })),
              ]}
            />
            <div className={classes['end']}>
              <Button type="submit" variant="default">
                {t('register.filter')}
              </Button>
            </div>
          </Form>
          <DataTable
            label={t('register.list')}
            rows={papers}
            rowKey={({ id }) => id}
            columns={[
              {
                id: 'number',
                head: t('number'),
                phone: 'title',
                cell: ({ number, to }) => (to === null ? number : <Link to={to}>{number}</Link>),
              },
              { id: 'day', head: t('day'), cell: ({ documentOn }) => formatDay(documentOn) },
              { id: 'about', head: t('about'), cell: ({ about, subject }) => `${about} – ${subject}` },
              { id: 'issuer', head: t('issuer'), cell: ({ issuer }) => issuer },
              { id: 'term', head: t('term'), cell: ({ term }) => term },
              {
                id: 'state',
                head: t('register.state-head'),
                cell: ({ state: one }) => <Chip look={looks[one]}>{t(`states.${one}`)}</Chip>,
              },
              {
                id: 'files',
                head: t('files'),
                cell: ({ id, files, number }) =>
                  files ? (
                    <span className={classes['links']}>
                      <a href={`/papers/registered/${id}`} aria-label={t('word-of', { name: number })}>
                        Word
                      </a>
                      <a href={`/papers/registered/${id}?as=pdf`} aria-label={t('pdf-of', { name: number })}>
                        PDF
                      </a>
                    </span>
                  ) : (
                    '–'
                  ),
              },
            ]}
            empty={<EmptyState why={t('register.empty')} />}
          />
        </Panel>
      </div>
    </>
  )
}

const states = ['reserved', 'registered', 'replaced', 'withdrawn'] as const
const looks = { reserved: 'watch', registered: 'plain', replaced: 'dashed', withdrawn: 'dashed' } as const
