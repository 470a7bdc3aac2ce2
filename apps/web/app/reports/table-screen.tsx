import { Button } from '@mantine/core'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataAsOf } from '../ui/data-as-of.tsx'
import { formatDay } from '../ui/format.ts'
import { IconDownload, IconPrinter } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './reports.module.css'
import { BlockTable, Findings, LevelWay, YearForm } from './table-parts.tsx'
import type { tableLoader } from './tables.server.ts'

/** One statistical table: its numbers, what does not add up, the compared year, what was signed. */
export function TableScreen() {
  const {
    code,
    title,
    level,
    way,
    year,
    years,
    asOf,
    rules,
    guarded,
    against,
    blocks,
    findings,
    signOff,
    earlier,
    isMissingYear,
    basis,
    dataAsOf,
  } = useLoaderData<typeof tableLoader>()
  const t = useTranslations('reports.tables')
  const [search] = useSearchParams()
  const query = new URLSearchParams(search)
  query.set('organization', level.organizationId)
  query.set('year', String(year))
  const fileOf = (format: string) =>
    `/reports/tables/file?${new URLSearchParams([...query, ['table', code], ['format', format]])}`
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: `/reports/tables?${query}` }, { label: code }]}
        title={`${code}. ${title}`}
        state={t('table-state', { level: level.name, year: String(year), day: formatDay(asOf), rules })}
        actions={
          <>
            <Button
              variant="default"
              onClick={() => window.print()}
              leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}
              data-no-print
            >
              {t('print')}
            </Button>
            <Button component="a" variant="default" href={fileOf('docx')} data-no-print>
              {t('word')}
            </Button>
            <Button
              component="a"
              href={fileOf('xlsx')}
              leftSection={<IconDownload size={18} stroke={1.6} aria-hidden />}
              data-no-print
            >
              {t('excel')}
            </Button>
          </>
        }
      />
      <div className={classes['stack']}>
        <DataAsOf at={dataAsOf} />
        <LevelWay way={way} level={level.organizationId} />
        <YearForm year={year} years={years} against={against} />
        <Findings findings={findings} />
        {signOff && signOff.changes > 0 && (
          <Notice tone="watch" title={t('changed-since', { count: signOff.changes, day: formatDay(signOff.asOf) })}>
            <Link to={`/reports/tables?${query}`}>{t('sign-offs')}</Link>
          </Notice>
        )}
        {blocks.map((block) => (
          <Panel key={block.key} title={block.title} flush>
            <BlockTable block={block} label={`${code}. ${block.title}`} />
          </Panel>
        ))}
        {isMissingYear && <Notice tone="info" title={t('no-year', { year: String(against) })} />}
        {earlier && (
          <>
            <h2>{t('earlier', { year: String(earlier.year), rules: earlier.rules })}</h2>
            <Notice tone={earlier.rulesDiffer ? 'watch' : 'info'} title={t('by-lineage')}>
              {earlier.rulesDiffer && t('rules-differ', { rules, other: earlier.rules })}
            </Notice>
            <Findings findings={earlier.findings} />
            {earlier.blocks.map((block) => (
              <Panel key={block.key} title={`${earlier.year}: ${block.title}`} flush>
                <BlockTable block={block} label={`${code}. ${block.title}, ${earlier.year}`} />
              </Panel>
            ))}
          </>
        )}
        {guarded && <p className={classes['note']}>{t('guarded')}</p>}
        <p className={classes['foot']}>
          {t('table-state', { level: level.name, year: String(year), day: formatDay(asOf), rules })} {basis.document}
        </p>
      </div>
    </>
  )
}
