import { Button, NativeSelect, TextInput } from '@mantine/core'
import { saySource } from '@nq15/domain/monitoring'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { IndicatorsAnswer, indicatorsLoader } from './indicators.server.ts'
import { MonitorSilent } from './monitor-silent.tsx'
import classes from './screening.module.css'
import { ScreeningTabs } from './screening-tabs.tsx'

type Loaded = Extract<Awaited<ReturnType<typeof useLoaderData<typeof indicatorsLoader>>>, { up: true }>
type Page = NonNullable<Loaded['page']>
const refusals = [
  'OVERLAY_INVALID',
  'SAME_PERSON',
  'DAY_BEHIND',
  'CHANGED_MEANWHILE',
  'NOTHING_JUDGED',
  'MONITOR_DOWN',
] as const
const confidences = ['T', 'S', 'S-code', 'M', 'design'] as const

/** The catalogue of indicators with thresholds, sources and confidence; own thresholds by two persons; the back-test. */
export function IndicatorsScreen() {
  const loaded = useLoaderData<typeof indicatorsLoader>()
  const t = useTranslations('screening.indicators')
  if (!loaded.up) return <MonitorSilent title={t('title')} />
  if (!loaded.page) return <PageHead title={t('title')} />
  return <Indicators loaded={loaded} page={loaded.page} />
}

function Indicators({ loaded, page }: { loaded: Loaded; page: Page }) {
  const t = useTranslations('screening.indicators')
  const answer = useActionData<IndicatorsAnswer>()
  const known = refusals.find((one) => one === answer?.refusal)
  return (
    <div className={classes['stack']}>
      <PageHead title={t('title')} state={t('state', { code: page.code, count: page.indicators.length })} />
      <ScreeningTabs />
      {answer?.done && <Notice tone="ok" live="status" title={t(answer.done === 'draft' ? 'drafted' : 'done')} />}
      {answer?.refusal && (
        <Notice tone="error" live="alert" title={t(`refusals.${known ?? 'other'}`, { detail: answer.detail })} />
      )}
      <Overlays loaded={loaded} page={page} />
      <Backtest loaded={loaded} page={page} />
      <Panel title={t('title')} flush>
        <Catalogue loaded={loaded} page={page} />
      </Panel>
    </div>
  )
}

function Catalogue({ loaded, page }: { loaded: Loaded; page: Page }) {
  const t = useTranslations('screening.indicators')
  const formula = (text: string | null) =>
    text === null ? t('none') : <span className={classes['formula']}>{text}</span>
  return (
    <DataTable
      label={t('title')}
      rows={page.indicators}
      rowKey={({ id }) => id}
      columns={[
        { id: 'id', head: t('id'), cell: ({ id }) => id, width: '4rem', phone: 'line' },
        {
          id: 'name',
          head: t('name'),
          phone: 'title',
          cell: ({ name, note, personDenominator }) => (
            <>
              {name[loaded.locale]}
              <div className={classes['light']}>
                {note[loaded.locale]} {personDenominator === null ? '' : t('persons')}
              </div>
            </>
          ),
        },
        { id: 'formula', head: t('formula'), phone: 'line', cell: (one) => formula(one.formula) },
        { id: 'yellow', head: t('yellow'), phone: 'line', cell: (one) => formula(one.yellow) },
        { id: 'red', head: t('red'), phone: 'line', cell: (one) => formula(one.red) },
        { id: 'source', head: t('source'), phone: 'line', cell: ({ source }) => saySource(source, loaded.locale) },
        {
          id: 'confidence',
          head: t('confidence'),
          phone: 'line',
          cell: ({ confidence }) =>
            confidence
              .map((one) => t(`confidences.${confidences.find((word) => word === one) ?? 'design'}`))
              .join(' + '),
        },
      ]}
    />
  )
}

function Overlays({ loaded, page }: { loaded: Loaded; page: Page }) {
  const t = useTranslations('screening.indicators')
  const draft = page.overlays.find(({ state }) => state === 'draft')
  return (
    <Panel title={t('overlays')}>
      {page.overlays.length === 0 && <p className={classes['light']}>{t('overlays-none')}</p>}
      <ul className={classes['list']}>
        {page.overlays.map((overlay) => (
          <li key={overlay.id}>
            {overlay.state === 'draft'
              ? t('draft', { number: overlay.number, day: formatDay(overlay.effectiveFrom), by: overlay.draftedByName })
              : t('published', {
                  number: overlay.number,
                  day: formatDay(overlay.effectiveFrom),
                  by: overlay.publishedByName ?? '',
                })}
            {' · '}
            {overlay.basis}
            <ul className={classes['list']}>
              {overlay.content.thresholds.map(({ id, yellow, red }) => (
                <li key={id}>{t('change', { id, yellow: yellow ?? t('keep'), red: red ?? t('keep') })}</li>
              ))}
            </ul>
            {overlay.state === 'draft' && <Settle loaded={loaded} page={page} overlay={overlay} />}
          </li>
        ))}
      </ul>
      {loaded.mayDraft && (
        <Form method="post" key={draft?.version ?? 0}>
          <input type="hidden" name="intent" value="draft" />
          <input type="hidden" name="requestId" value={loaded.requestIds[0]} />
          <input type="hidden" name="organizationId" value={page.organizationId} />
          <input type="hidden" name="draftId" value={draft?.id ?? ''} />
          <input type="hidden" name="draftVersion" value={draft?.version ?? ''} />
          <fieldset className={classes['fieldset']}>
            <legend>{t('new')}</legend>
            <div className={classes['fields']}>
              <NativeSelect
                name="indicator"
                label={t('indicator')}
                data={page.indicators
                  .filter(({ formula }) => formula !== null)
                  .map(({ id, name }) => ({ value: id, label: `${id} ${name[loaded.locale]}` }))}
              />
              <TextInput name="yellow" label={t('yellow-new')} description={t('threshold-help')} autoComplete="off" />
              <TextInput name="red" label={t('red-new')} description={t('threshold-help')} autoComplete="off" />
              <TextInput name="basis" label={t('basis')} defaultValue={draft?.basis ?? ''} required />
              <DayInput
                name="effectiveFrom"
                label={t('effective')}
                defaultValue={draft ? formatDay(draft.effectiveFrom) : ''}
                required
              />
            </div>
            <div className={classes['end']}>
              <Button type="submit" variant="default">
                {t('send')}
              </Button>
            </div>
          </fieldset>
        </Form>
      )}
    </Panel>
  )
}

function Settle({ loaded, page, overlay }: { loaded: Loaded; page: Page; overlay: Page['overlays'][number] }) {
  const t = useTranslations('screening.indicators')
  return (
    <Form method="post" className={classes['end']} style={{ marginTop: '0.5rem' }}>
      <input type="hidden" name="requestId" value={loaded.requestIds[1]} />
      <input type="hidden" name="organizationId" value={page.organizationId} />
      <input type="hidden" name="id" value={overlay.id} />
      <input type="hidden" name="version" value={overlay.version} />
      {loaded.mayPublish && (
        <Button type="submit" name="intent" value="publish" variant="filled">
          {t('publish')}
        </Button>
      )}
      {loaded.mayDraft && (
        <Button type="submit" name="intent" value="drop" variant="default">
          {t('drop')}
        </Button>
      )}
    </Form>
  )
}

function Backtest({ loaded, page }: { loaded: Loaded; page: Page }) {
  const t = useTranslations('screening.indicators')
  const { backtest } = page
  return (
    <Panel
      title={t('backtest')}
      aside={
        backtest && (
          <span className={classes['files']}>
            {(['docx', 'xlsx', 'csv'] as const).map((type) => (
              <a key={type} href={`/monitoring/backtest.${type}?org=${page.organizationId}`}>
                {t(`download.${type}`)}
              </a>
            ))}
          </span>
        )
      }
    >
      <p className={classes['light']}>
        {backtest
          ? t('backtest-made', {
              from: formatDay(backtest.from),
              until: formatDay(backtest.until),
              code: backtest.ruleVersion,
              count: backtest.result.outcomes,
            })
          : t('backtest-none')}{' '}
        {t('backtest-help')}
      </p>
      {backtest && (
        <DataTable
          label={t('backtest')}
          rows={backtest.result.lines}
          rowKey={({ code }) => code}
          columns={[
            { id: 'code', head: t('indicator'), cell: ({ code }) => code, phone: 'title' },
            { id: 'judged', head: t('judged'), numeric: true, phone: 'line', cell: ({ judged }) => String(judged) },
            { id: 'hits', head: t('hits'), numeric: true, phone: 'line', cell: ({ hits }) => String(hits) },
            {
              id: 'false',
              head: t('false'),
              numeric: true,
              phone: 'line',
              cell: ({ falseAlarms }) => String(falseAlarms),
            },
            { id: 'missed', head: t('missed'), numeric: true, phone: 'line', cell: ({ missed }) => String(missed) },
            {
              id: 'lead',
              head: t('lead'),
              numeric: true,
              phone: 'line',
              cell: ({ leadMonths }) => (leadMonths === null ? t('none') : String(leadMonths).replace('.', ',')),
            },
            {
              id: 'verdicts',
              head: t('verdicts'),
              phone: 'line',
              cell: ({ verdicts }) => `${verdicts.true} · ${verdicts.known} · ${verdicts.false}`,
            },
          ]}
        />
      )}
      {loaded.mayDraft && (
        <Form method="post" className={classes['end']}>
          <input type="hidden" name="intent" value="backtest" />
          <input type="hidden" name="requestId" value={loaded.requestIds[2]} />
          <input type="hidden" name="organizationId" value={page.organizationId} />
          <Button type="submit" variant="default">
            {t('backtest-run')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}
