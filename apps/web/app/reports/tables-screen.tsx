import { Button } from '@mantine/core'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { useConfidence } from '../ui/confidence.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { IconDownload } from '../ui/icons.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './reports.module.css'
import { LevelWay, YearForm } from './table-parts.tsx'
import type { tablesLoader } from './tables.server.ts'

/** The statistical tables of a level and year, who signed them, and the levels below. */
export function TablesScreen() {
  const read = useLoaderData<typeof tablesLoader>()
  const t = useTranslations('reports.tables')
  const { say } = useConfidence()
  const p = useTranslations('petitions.reports')
  const [search] = useSearchParams()
  if (read.empty) {
    return (
      <>
        <PageHead title={t('title')} />
        <EmptyState why={t('nothing')} action={<Link to="/ratings">{t('to-ratings')}</Link>} />
      </>
    )
  }
  const { level, way, year, years, asOf, titles, below, maySign, basis, version } = read
  const query = new URLSearchParams(search)
  query.set('organization', level.organizationId)
  query.set('year', String(year))
  const fileOf = (format: string) => `/reports/tables/file?${withFormat(query, format)}`
  return (
    <>
      <PageHead
        title={t('title-of', { year: String(year) })}
        state={t('state', { level: level.name, day: formatDay(asOf) })}
        actions={
          <>
            <Button
              component="a"
              variant="default"
              href={fileOf('docx')}
              leftSection={<IconDownload size={18} stroke={1.6} aria-hidden />}
            >
              {t('all-word')}
            </Button>
            <Button
              component="a"
              variant={maySign ? 'default' : 'filled'}
              href={fileOf('xlsx')}
              leftSection={<IconDownload size={18} stroke={1.6} aria-hidden />}
            >
              {t('all-excel')}
            </Button>
            {maySign && (
              <Button component={Link} variant="filled" to={`/reports/tables/sign?${query}`}>
                {t('check-and-sign')}
              </Button>
            )}
          </>
        }
      />
      <div className={classes['stack']}>
        <LevelWay way={way} level={level.organizationId} />
        <YearForm year={year} years={years} />
        <Panel title={t('list')}>
          <ul className={classes['list']}>
            {titles.map(({ code, title }) => (
              <li key={code}>
                <span className={classes['code']}>{code}</span>
                <span className={classes['grow']}>
                  <Link to={`/reports/tables/${code.toLowerCase()}?${query}`}>{title}</Link>
                </span>
              </li>
            ))}
            <li>
              <span className={classes['code']} aria-hidden />
              <span className={classes['grow']}>
                <Link to={`/reports/tables/plots?${query}`}>{t('plots-link')}</Link>
              </span>
            </li>
            <li>
              <span className={classes['code']} aria-hidden />
              <span className={classes['grow']}>
                <Link to={`/petitions/reports?organization=${level.organizationId}`}>{p('link')}</Link>
              </span>
            </li>
          </ul>
          <p className={classes['note']}>
            {t('basis', {
              document: basis.document,
              provision: basis.provision,
              confidence: say(basis.confidence),
              version,
            })}
          </p>
        </Panel>
        <SignOffs />
        {below.length > 0 && (
          <Panel title={t('below')} note={t('below-count', { count: below.length })}>
            <ul className={classes['list']}>
              {below.map(({ key, name }) => (
                <li key={key}>
                  <Link to={`?${withLevel(query, key)}`}>{name}</Link>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </>
  )
}

function SignOffs() {
  const read = useLoaderData<typeof tablesLoader>()
  const t = useTranslations('reports.tables')
  const format = useFormatter()
  if (read.empty) return null
  return (
    <Panel title={t('sign-offs')}>
      {read.signOffs.length === 0 ? (
        <MissingValue kind="missing" note={t('not-signed')} />
      ) : (
        <ul className={classes['list']}>
          {read.signOffs.map((row) => (
            <li key={row.id}>
              <span className={classes['grow']}>
                {t(row.supersededAt === null ? 'signed' : 'signed-replaced', {
                  day: formatDay(row.asOf),
                  name: row.signerName,
                  title: row.signerTitle,
                  at: format.dateTime(new Date(row.signedAt), {
                    dateStyle: 'short',
                    timeStyle: 'short',
                    timeZone: 'Asia/Ho_Chi_Minh',
                  }),
                })}{' '}
                {row.reason !== null && t('replaced-because', { reason: row.reason })}
              </span>
              <code title={row.contentHash}>{row.contentHash.slice(0, 16)}</code>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

const withFormat = (query: URLSearchParams, format: string) => {
  const next = new URLSearchParams(query)
  next.set('format', format)
  return next
}
const withLevel = (query: URLSearchParams, organizationId: string) => {
  const next = new URLSearchParams(query)
  next.set('organization', organizationId)
  return next
}
