import { Button, NativeSelect } from '@mantine/core'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './papers.module.css'
import type { papersLoader } from './papers.server.ts'

/** Giấy tờ of a cell, a committee or a member: every form of the year, its number and its two files. */
export function PapersScreen() {
  const { organizationId, year, caseId, name, organization, subject, forms, people, mayList, setupId } =
    useLoaderData<typeof papersLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('reports')
  const query = caseId === null ? '' : `?case=${caseId}`
  const own = `/papers/${organizationId}/${year}`
  return (
    <>
      <PageHead
        crumbs={[
          ...(mayList ? [{ label: t('register.title'), to: '/papers' }] : []),
          ...(caseId === null ? [] : [{ label: organization, to: own }]),
          { label: t('papers.crumb', { year: String(year) }) },
        ]}
        title={t('papers.title', { year: String(year) })}
        state={name}
        actions={
          setupId === null ? undefined : (
            <Button component={Link} to={`/papers/${setupId}/settings`}>
              {t('settings.title')}
            </Button>
          )
        }
      />
      <div className={classes['stack']}>
        {search.get('asked') === '1' && (
          <Notice tone="ok" live="status" title={t('bundle.asked')}>
            <Link to="/jobs">{t('bundle.see')}</Link>
          </Notice>
        )}
        <Panel title={t('papers.forms')} note={t('papers.count', { count: forms.length })} flush>
          <DataTable
            label={t('papers.forms')}
            rows={forms}
            rowKey={({ code }) => code}
            columns={[
              {
                id: 'no',
                head: t('papers.no'),
                numeric: true,
                width: '3.5rem',
                cell: ({ number }) => String(number),
                phone: 'hide',
              },
              {
                id: 'title',
                head: t('papers.form'),
                phone: 'title',
                cell: ({ code, title }) => <Link to={`${own}/${code}${query}`}>{title}</Link>,
              },
              {
                id: 'number',
                head: t('number'),
                cell: ({ numbered, registered }) =>
                  registered ? (
                    <>
                      {registered.number}{' '}
                      <Chip look={registered.state === 'reserved' ? 'watch' : 'plain'}>
                        {t(`states.${registered.state}`)}
                      </Chip>
                    </>
                  ) : (
                    t(numbered ? 'papers.not-numbered-yet' : 'papers.unnumbered')
                  ),
              },
              {
                id: 'day',
                head: t('day'),
                cell: ({ registered }) => (registered ? formatDay(registered.documentOn) : '–'),
              },
              {
                id: 'files',
                head: t('files'),
                cell: ({ code, title }) => (
                  <span className={classes['links']}>
                    <a href={`${own}/${code}/file${query}`} aria-label={t('word-of', { name: title })}>
                      Word
                    </a>
                    <a
                      href={`${own}/${code}/file${query === '' ? '?' : `${query}&`}as=pdf`}
                      aria-label={t('pdf-of', { name: title })}
                    >
                      PDF
                    </a>
                  </span>
                ),
              },
            ]}
            empty={<EmptyState why={t('papers.empty')} />}
          />
        </Panel>
        {people.length > 0 && (
          <Panel title={t('papers.people')} note={t('papers.people-count', { count: people.length })}>
            <p className={classes['links']}>
              {people.map((person) => (
                <Link key={person.id} to={`${own}?case=${person.id}`}>
                  {person.name}
                </Link>
              ))}
            </p>
          </Panel>
        )}
        <Bundles subject={subject} />
      </div>
    </>
  )
}

function Bundles({ subject }: { subject: 'committee' | 'cell' | 'member' }) {
  const { mayBundle, bundles, requestId } = useLoaderData<typeof papersLoader>()
  const t = useTranslations('reports')
  if (!mayBundle) return null
  return (
    <Panel title={t('bundle.title')}>
      <p className={classes['light']}>{t('bundle.help')}</p>
      <Form method="post">
        <input type="hidden" name="requestId" value={requestId} />
        <div className={classes['fields']}>
          <NativeSelect
            name="contents"
            label={t('bundle.contents')}
            data={[
              ...(subject === 'committee' ? [{ value: 'decisions', label: t('bundle.decisions') }] : []),
              { value: 'cell-forms', label: t(subject === 'committee' ? 'bundle.cells' : 'bundle.cell-forms') },
            ]}
          />
          <NativeSelect
            name="format"
            label={t('bundle.format')}
            data={[
              { value: 'docx', label: 'Word' },
              { value: 'pdf', label: 'PDF' },
            ]}
          />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('bundle.make')}</Button>
        </div>
      </Form>
      {bundles.length > 0 && (
        <ul className={classes['list']}>
          {bundles.map(({ id, contents, format, askedAt, askedByName, file }) => (
            <li key={id}>
              {t(contents === 'decisions' ? 'bundle.decisions' : 'bundle.cell-forms')},{' '}
              {format === 'docx' ? 'Word' : 'PDF'}, {formatMoment(askedAt)}, {askedByName}:{' '}
              {file === null ? (
                <Link to="/jobs">{t('bundle.running')}</Link>
              ) : (
                <a href={`/files/${file.id}/content`}>
                  {t('bundle.download', { size: Math.ceil(file.sizeBytes / 1024) })}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
