import { Button, FileInput, NativeSelect } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith, FilterButtons } from '../ui/filter-buttons.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { BoardAnswer, entryBoardLoader } from './entry.server.ts'
import { MonitorSilent } from './monitor-silent.tsx'
import classes from './screening.module.css'
import { ScreeningTabs } from './screening-tabs.tsx'

type Loaded = Extract<Awaited<ReturnType<typeof useLoaderData<typeof entryBoardLoader>>>, { up: true }>
type Page = NonNullable<Loaded['page']>

/** Who has sent the sheets of a period and who has not: the missing are one press away, another person verifies. */
export function EntryBoardScreen() {
  const loaded = useLoaderData<typeof entryBoardLoader>()
  const t = useTranslations('screening.entry')
  if (!loaded.up) return <MonitorSilent title={t('board-title')} />
  if (!loaded.page) return <PageHead title={t('board-title')} state={t('nobody')} />
  return <Board loaded={loaded} page={loaded.page} />
}

function Board({ loaded, page }: { loaded: Loaded; page: Page }) {
  const t = useTranslations('screening.entry')
  const answer = useActionData<BoardAnswer>()
  const [search] = useSearchParams()
  const { counts, rows } = page
  return (
    <div className={classes['stack']}>
      <PageHead title={t('board-title')} state={t('counts', { ...counts, day: formatDay(page.dueOn) })} />
      <ScreeningTabs />
      <Answered answer={answer} />
      <Form method="get" className={classes['end']} style={{ marginTop: 0 }}>
        <input type="hidden" name="org" value={page.organizationId} />
        <NativeSelect
          name="sheet"
          label={t('sheet')}
          defaultValue={page.sheet}
          data={loaded.sheets.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button type="submit" variant="default">
          {t('open')}
        </Button>
      </Form>
      <FilterButtons
        name="only"
        choices={[
          { value: null, label: t('all'), count: counts.owed },
          { value: 'missing', label: t('missing'), count: counts.owed - counts.sent },
        ]}
      />
      <Panel title={page.organizationName} flush>
        <DataTable
          label={t('board-title')}
          rows={rows}
          rowKey={({ organizationId }) => organizationId}
          empty={<EmptyState why={t('nobody')} />}
          columns={[
            {
              id: 'name',
              head: t('organization'),
              phone: 'title',
              cell: ({ organizationId, name, code }) => (
                <Link
                  to={`/monitoring/entry/${organizationId}?sheet=${page.sheet}&start=${page.start}`}
                >{`${name} (${code})`}</Link>
              ),
            },
            {
              id: 'state',
              head: t('state'),
              phone: 'line',
              cell: ({ factId, enteredByName, enteredAt, verifiedAt }) =>
                factId ? (
                  <>
                    <Chip look={verifiedAt ? 'ok' : 'grey'}>{t('sent-by', { by: enteredByName ?? '' })}</Chip>{' '}
                    {enteredAt ? formatMoment(enteredAt) : ''} {verifiedAt ? t('verified') : ''}
                  </>
                ) : (
                  <Chip look="dashed">{t('missing-chip')}</Chip>
                ),
            },
          ]}
        />
      </Panel>
      <div className={classes['end']}>
        {loaded.mayVerify && <Verify loaded={loaded} rows={rows} />}
        {page.next && <Link to={{ search: addressWith(search, 'after', page.next) }}>{t('next')}</Link>}
      </div>
      {loaded.mayEnter && <Import loaded={loaded} page={page} />}
    </div>
  )
}

function Verify({ loaded, rows }: { loaded: Loaded; rows: Page['rows'] }) {
  const t = useTranslations('screening.entry')
  const waiting = rows.filter(
    ({ factId, verifiedAt, enteredBy }) => factId && !verifiedAt && enteredBy !== loaded.userId,
  )
  if (waiting.length === 0) return null
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="verify" />
      <input type="hidden" name="requestId" value={loaded.requestIds[0]} />
      {waiting.map(({ factId }) => (
        <input key={factId} type="hidden" name="factId" value={factId ?? ''} />
      ))}
      <Button type="submit" variant="default">
        {t('verify')}
      </Button>
    </Form>
  )
}

function Import({ loaded, page }: { loaded: Loaded; page: Page }) {
  const t = useTranslations('screening.entry')
  return (
    <Panel title={t('import')}>
      <p className={classes['light']}>{t('import-help')}</p>
      <Form method="post" encType="multipart/form-data" className={classes['end']}>
        <input type="hidden" name="requestId" value={loaded.requestIds[1]} />
        <input type="hidden" name="organizationId" value={page.organizationId} />
        <input type="hidden" name="sheet" value={page.sheet} />
        <input type="hidden" name="start" value={page.start} />
        <FileInput name="file" label={t('file')} accept=".xlsx,.csv" style={{ minWidth: 'min(100%, 16rem)' }} />
        <Button type="submit" name="intent" value="try" variant="default">
          {t('import-try')}
        </Button>
        <Button type="submit" name="intent" value="import" variant="default">
          {t('import-take')}
        </Button>
      </Form>
    </Panel>
  )
}

const knownReasons = ['NOT_OWED', 'PERIOD_AHEAD', 'MONITOR_DOWN', 'BAD_INPUT'] as const

function Answered({ answer }: { answer: BoardAnswer | undefined }) {
  const t = useTranslations('screening.entry')
  if (!answer) return null
  const { verified, imported, refusal, lines } = answer
  if (refusal) {
    const known = knownReasons.find((one) => one === refusal) ?? 'other'
    return (
      <Notice tone="error" live="alert" title={refusal === 'OWN_ENTRY' ? t('verify-own') : t(`reasons.${known}`)}>
        <p>{refusal}</p>
      </Notice>
    )
  }
  if (verified !== null) return <Notice tone="ok" live="status" title={t('verified-done', { count: verified })} />
  if (!imported) return null
  return (
    <Notice
      tone={lines.length === 0 ? 'ok' : 'watch'}
      live="status"
      title={t(imported.dryRun ? 'tried' : 'imported', { rows: imported.rows, stored: imported.stored })}
    >
      <ul className={classes['list']}>
        {lines.map(({ line, reasons }) => (
          <li key={line}>{t('line', { line, reasons })}</li>
        ))}
      </ul>
      {imported.errors && (
        <a
          download="phieu-loi.xlsx"
          href={`data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,${imported.errors}`}
        >
          {t('errors')}
        </a>
      )}
    </Notice>
  )
}
