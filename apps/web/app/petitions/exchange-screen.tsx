import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core'
import { differenceAnswers } from '@nq15/domain/petitions'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { exchangeAction, exchangeLoader } from './exchange.server.ts'

type Loaded = ReturnType<typeof useLoaderData<typeof exchangeLoader>>
const formats = ['xlsx', 'csv', 'json'] as const

/** The exchange with the national database as files: what waits, what came of it, and where both sides differ. */
export function ExchangeScreen() {
  const loaded = useLoaderData<typeof exchangeLoader>()
  const { unit, counts, untold, format, mayWork, requestIds } = loaded
  const busy = useNavigation().state === 'submitting'
  const t = useTranslations('petitions.exchange')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('reports'), to: '/petitions/reports' }, { label: t('title') }]}
        title={t('title')}
        state={t('state', { unit, ...counts, untold })}
      />
      <div className={shared['stack']}>
        <Answer />
        <Notice tone="watch" title={t('unconfirmed', { format: formatDay(format) })}>
          <p>{t('what-leaves')}</p>
        </Notice>
        {mayWork && (
          <Panel title={t('acts')}>
            <Form method="post" className={shared['fields']} noValidate>
              <input type="hidden" name="requestId" value={requestIds[0]} />
              <p>{t('make-help', { count: counts.pending + untold })}</p>
              <div className={shared['end']}>
                <Button type="submit" name="act" value="make" disabled={busy}>
                  {t('make')}
                </Button>
              </div>
            </Form>
            <Form method="post" encType="multipart/form-data" className={shared['fields']} noValidate>
              <input type="hidden" name="requestId" value={requestIds[1]} />
              <input type="hidden" name="act" value="take" />
              <FileInput
                name="file"
                placeholder={t('choose')}
                label={t('take-file')}
                description={t('take-help')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                accept=".csv,.xlsx,.json"
              />
              <div className={shared['end']}>
                <Button type="submit" variant="default" disabled={busy}>
                  {t('take')}
                </Button>
              </div>
            </Form>
          </Panel>
        )}
        <Differences loaded={loaded} />
        <Queue loaded={loaded} />
        <Files loaded={loaded} />
      </div>
    </>
  )
}

function Answer() {
  const answer = useActionData<typeof exchangeAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.exchange')
  const r = useTranslations('petitions.exchange.refusals')
  const d = useTranslations('petitions.exchange.done')
  if (answer) {
    const known = r.has(answer.code as 'BAD_INPUT') ? (answer.code as 'BAD_INPUT') : 'BAD_INPUT'
    return (
      <Notice tone="error" live="alert" title={r(known, { detail: answer.detail })}>
        {t('kept')}
      </Notice>
    )
  }
  const done = (['made', 'taken', 'answered'] as const).find((one) => one === search.get('done'))
  if (!done) return null
  const file = search.get('file')
  return (
    <Notice tone="ok" live="status" title={d(done)}>
      {file === null ? null : <FileLinks fileId={file} />}
    </Notice>
  )
}

function FileLinks({ fileId }: { fileId: string }) {
  const t = useTranslations('petitions.exchange')
  return (
    <span>
      {formats.map((format, at) => (
        <span key={format}>
          {at > 0 && ' · '}
          <a href={`/petitions/exchange/file?${new URLSearchParams({ file: fileId, format })}`}>
            {t(`format.${format}`)}
          </a>
        </span>
      ))}
    </span>
  )
}

function Differences({ loaded }: { loaded: Loaded }) {
  const { open, answered, requestIds, mayWork } = loaded
  const t = useTranslations('petitions.exchange')
  const k = useTranslations('petitions.exchange.difference')
  const a = useTranslations('petitions.exchange.answer-words')
  const side = useSide()
  return (
    <>
      <Panel title={t('differences')} note={t('differences-note', { count: open.length })} flush>
        <DataTable
          label={t('differences')}
          rows={open}
          rowKey={({ differenceId }) => differenceId}
          empty={<EmptyState why={t('differences-none')} />}
          columns={[
            { id: 'number', head: t('number'), phone: 'title', cell: (row) => <Matter row={row} /> },
            { id: 'kind', head: t('kind'), cell: ({ kind }) => <Chip look="watch">{k(kind)}</Chip> },
            { id: 'ours', head: t('ours'), cell: ({ ours }) => side(ours) },
            { id: 'theirs', head: t('theirs'), cell: ({ theirs }) => side(theirs) },
          ]}
          {...(mayWork
            ? {
                note: (row: (typeof open)[number]) => (
                  <Form method="post" className={shared['fields']} noValidate>
                    <input type="hidden" name="act" value="answer" />
                    <input type="hidden" name="requestId" value={requestIds[2 + open.indexOf(row)]} />
                    <input type="hidden" name="differenceId" value={row.differenceId} />
                    <input type="hidden" name="version" value={row.version} />
                    <NativeSelect
                      name="answer"
                      label={t('answer-label', { number: row.number || row.foreignNumber })}
                      data={differenceAnswers
                        .filter((one) => one !== 'send-again' || row.caseId !== null)
                        .map((value) => ({ value, label: a(value) }))}
                    />
                    <TextInput name="reason" label={t('reason')} maxLength={500} />
                    <div className={shared['end']}>
                      <Button type="submit" variant="default">
                        {t('answer')}
                      </Button>
                    </div>
                  </Form>
                ),
              }
            : {})}
        />
      </Panel>
      {answered.length > 0 && (
        <Panel title={t('answered')} flush>
          <DataTable
            label={t('answered')}
            rows={answered}
            rowKey={({ differenceId }) => differenceId}
            columns={[
              { id: 'number', head: t('number'), phone: 'title', cell: (row) => <Matter row={row} /> },
              { id: 'kind', head: t('kind'), cell: ({ kind }) => k(kind) },
              {
                id: 'answer',
                head: t('answer-head'),
                cell: ({ answer, reason }) => `${answer ? a(answer) : ''}${reason === '' ? '' : `: ${reason}`}`,
              },
              {
                id: 'by',
                head: t('by'),
                cell: ({ answeredByName, answeredAt }) =>
                  `${answeredByName ?? ''}, ${answeredAt ? formatMoment(answeredAt) : ''}`,
              },
            ]}
          />
        </Panel>
      )}
    </>
  )
}

function Matter({ row }: { row: { caseId: string | null; number: string; foreignNumber: string } }) {
  const text = [row.number, row.foreignNumber].filter(Boolean).join(' / ')
  return row.caseId === null ? text : <Link to={`/petitions/cases/${row.caseId}`}>{text}</Link>
}

function useSide() {
  const t = useTranslations('petitions.exchange')
  const s = useTranslations('petitions.exchange.step')
  return ({ step, updatedOn, reason }: Loaded['open'][number]['ours']) =>
    step === undefined
      ? t('nothing')
      : [s(step), updatedOn ? formatDay(updatedOn) : '', reason ?? ''].filter(Boolean).join(', ')
}

function Queue({ loaded }: { loaded: Loaded }) {
  const { items } = loaded
  const t = useTranslations('petitions.exchange')
  const i = useTranslations('petitions.exchange.item')
  const s = useTranslations('petitions.exchange.step')
  return (
    <Panel title={t('queue')} note={t('queue-note')} flush>
      <DataTable
        label={t('queue')}
        rows={items}
        rowKey={({ itemId }) => itemId}
        empty={<EmptyState why={t('queue-none')} />}
        columns={[
          {
            id: 'number',
            head: t('number'),
            phone: 'title',
            cell: ({ caseId, record, foreignNumber }) => (
              <Matter row={{ caseId, number: record.number, foreignNumber }} />
            ),
          },
          { id: 'step', head: t('step-head'), cell: ({ record }) => s(record.step) },
          { id: 'updated', head: t('updated'), cell: ({ record }) => formatDay(record.updatedOn) },
          {
            id: 'state',
            head: t('item-state'),
            cell: ({ state, error }) => (
              <>
                <Chip look={state === 'rejected' ? 'red' : state === 'pending' ? 'watch' : 'plain'}>{i(state)}</Chip>
                {error === '' ? '' : ` ${error}`}
              </>
            ),
          },
          { id: 'queued', head: t('queued'), cell: ({ queuedAt }) => formatMoment(queuedAt) },
        ]}
      />
    </Panel>
  )
}

function Files({ loaded }: { loaded: Loaded }) {
  const { files, mayWork } = loaded
  const t = useTranslations('petitions.exchange')
  return (
    <Panel title={t('files')} flush>
      <DataTable
        label={t('files')}
        rows={files}
        rowKey={({ fileId }) => fileId}
        empty={<EmptyState why={t('files-none')} />}
        columns={[
          { id: 'name', head: t('file-name'), phone: 'title', cell: ({ name }) => name },
          { id: 'direction', head: t('direction-head'), cell: ({ direction }) => t(`direction.${direction}`) },
          { id: 'rows', head: t('rows'), numeric: true, cell: ({ rows }) => String(rows) },
          {
            id: 'by',
            head: t('by'),
            cell: ({ madeByName, madeAt }) => `${madeByName}, ${formatMoment(madeAt)}`,
          },
          {
            id: 'get',
            head: t('get'),
            cell: ({ direction, fileId }) =>
              direction === 'out' && mayWork ? <FileLinks fileId={fileId} /> : t('kept-as-rows'),
          },
        ]}
      />
    </Panel>
  )
}
