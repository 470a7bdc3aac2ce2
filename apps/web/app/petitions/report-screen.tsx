import { Button, NativeSelect, TextInput } from '@mantine/core'
import { reportPeriods } from '@nq15/domain/petitions'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import reports from '../reports/reports.module.css'
import { useConfidence } from '../ui/confidence.ts'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice, RefusalNotice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { reportAction, reportLoader } from './report.server.ts'

/** The report tables of a period: one form at a time, what does not add up, files, and signing when the period is over. */
export function ReportScreen() {
  const read = useLoaderData<typeof reportLoader>()
  const { name, first, last, span, code, form, forms, cells, lines, isDesk, version, isFrozen, opensLists } = read
  const [search] = useSearchParams()
  const t = useTranslations('petitions.reports')
  const { say } = useConfidence()
  const x = useTranslations('petitions.exchange')
  const d = useTranslations('petitions.definitions')
  const file = (format: string) => `/petitions/reports/file?${addressWith(search, 'format', format).slice(1)}`
  return (
    <>
      <PageHead
        title={t('title')}
        state={t(span === 'tree' ? 'state-tree' : 'state', { name, first: formatDay(first), last: formatDay(last) })}
        actions={
          <>
            {isDesk && (
              <Button component={Link} variant="subtle" to="/petitions/exchange">
                {x('title')}
              </Button>
            )}
            <Button component="a" variant="default" href={file('docx')}>
              {t('word')}
            </Button>
            <Button component="a" variant="default" href={file('xlsx')}>
              {t('excel')}
            </Button>
          </>
        }
      />
      <div className={shared['stack']}>
        <SignAnswer />
        <Asked />
        <Due />
        <View />
        {!isFrozen && <Findings />}
        <Panel
          title={`${form.number}. ${form.title}`}
          note={[
            t(form.isConfirmed ? 'confirmed' : 'unconfirmed', { set: form.set }),
            ...(form.edition === 1 ? [] : [t('edition', { edition: form.edition })]),
          ].join('; ')}
          aside={
            <Link to={`/petitions/reports/definitions?form=${code}`} data-no-print>
              {d('link')}
            </Link>
          }
          flush
        >
          <DataTable
            label={form.title}
            compact
            rows={cells}
            rowKey={({ n }) => n}
            columns={[
              { id: 'n', head: t('column'), width: '4rem', phone: 'hide', cell: ({ n }) => n },
              {
                id: 'head',
                head: t('what'),
                phone: 'title',
                // A card of a phone begins with the column's number.
                cell: ({ n, head }) => (
                  <>
                    <span className={reports['number']}>{n} </span>
                    {head}
                  </>
                ),
              },
              { id: 'formula', head: t('formula'), phone: 'hide', cell: ({ formula }) => formula || '–' },
              {
                id: 'value',
                head: t('number'),
                numeric: true,
                cell: ({ n, head, is, value }) =>
                  opensLists && typeof value === 'number' && value > 0 && is !== 'missing' ? (
                    <Link
                      to={`/petitions/reports/list?${listOf({ code, cell: n, first, last })}`}
                      aria-label={t('open', { what: head, number: String(value) })}
                    >
                      <Value value={value} />
                    </Link>
                  ) : (
                    <Value value={value} />
                  ),
              },
            ]}
          />
        </Panel>
        {lines.length > 0 && (
          <Panel title={t('by-unit')} note={t('guarded')} flush>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard too */}
            <section className={reports['numbers']} tabIndex={0} aria-label={`${t('by-unit')}: ${form.title}`}>
              <DataTable
                label={t('by-unit')}
                compact
                rows={lines}
                rowKey={({ organizationId }) => organizationId}
                columns={[
                  { id: 'unit', head: t('unit'), width: '15rem', phone: 'title', cell: (line) => line.name },
                  ...cells.map(({ n, head }) => ({
                    id: n,
                    head: (
                      <>
                        <abbr title={head}>{n}</abbr>
                        <span className={reports['spelled']}>{head}</span>
                      </>
                    ),
                    numeric: true,
                    cell: ({ values }: (typeof lines)[number]) => <Value value={values[n] ?? null} />,
                  })),
                ]}
              />
            </section>
          </Panel>
        )}
        <p className={reports['note']}>
          {t('basis', {
            document: form.basis.document,
            confidence: say(form.basis.confidence),
            version: formatDay(version),
          })}{' '}
          {forms.length > 0 && t('rows-only')}
        </p>
        <Signed />
      </div>
    </>
  )
}

/** By when the report of a regular period is sent, and where the days stand. */
function Due() {
  const { due, today, signed } = useLoaderData<typeof reportLoader>()
  const t = useTranslations('petitions.reports')
  const p = useTranslations('petitions.reports.period')
  if (!due) return null
  const { period, toCity, toInspectorate, basis } = due
  const isLate = !signed && toCity < today
  return (
    <Notice tone={isLate ? 'watch' : 'info'} title={t('due', { period: p(period), day: formatDay(toCity) })}>
      {t('due-city', { day: formatDay(toInspectorate), basis })}
      {isLate && ` ${t('due-late')}`}
    </Notice>
  )
}

/** Of a signed period: whether the page shows what was signed or the present numbers, and the way to the other. */
function View() {
  const { signed, isFrozen, isNewEdition } = useLoaderData<typeof reportLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.reports')
  if (!signed) return null
  return (
    <Notice tone="info" title={t(isFrozen ? 'signed-view' : 'now-view')}>
      {isNewEdition && `${t('new-edition')} `}
      <Link to={{ search: addressWith(search, 'view', isFrozen ? 'now' : null) }} data-no-print>
        {t(isFrozen ? 'see-now' : 'see-signed')}
      </Link>
    </Notice>
  )
}

const listOf = ({ code, cell, first, last }: { code: string; cell: string; first: string; last: string }) =>
  new URLSearchParams({ form: code, cell, first: formatDay(first), last: formatDay(last) })

function Value({ value }: { value: number | 'few' | 'hidden' | null }) {
  const t = useTranslations('petitions.reports')
  if (value === null) return <MissingValue kind="missing" />
  if (value === 'few') return <abbr title={t('few-why')}>{t('few')}</abbr>
  if (value === 'hidden') return <abbr title={t('hidden-why')}>{t('hidden')}</abbr>
  return <>{value.toLocaleString('vi-VN')}</>
}

/** Form, period and span, kept in the address. */
function Asked() {
  const { code, forms, first, last, span, isDesk } = useLoaderData<typeof reportLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.reports')
  const p = useTranslations('petitions.reports.period')
  const organization = search.get('organization')
  return (
    <Form method="get" className={shared['fields']} data-no-print>
      {organization !== null && <input type="hidden" name="organization" value={organization} />}
      <NativeSelect
        name="form"
        label={t('form')}
        defaultValue={code}
        data={forms.map((one) => ({ value: one.code, label: `${one.number} ${one.title}` }))}
      />
      <NativeSelect
        name="period"
        label={t('period-of')}
        defaultValue=""
        data={[{ value: '', label: p('free') }, ...reportPeriods.map((value) => ({ value, label: p(value) }))]}
      />
      <DayInput name="first" label={t('first')} defaultValue={formatDay(first)} key={`first-${first}`} />
      <DayInput name="last" label={t('last')} defaultValue={formatDay(last)} key={`last-${last}`} />
      {isDesk && (
        <NativeSelect
          name="span"
          label={t('span')}
          defaultValue={span}
          data={[
            { value: 'own', label: t('span-own') },
            { value: 'tree', label: t('span-tree') },
          ]}
        />
      )}
      <div className={shared['end']}>
        <Button type="submit">{t('show')}</Button>
      </div>
    </Form>
  )
}

function useSaid() {
  const t = useTranslations('petitions.reports.finding')
  const { span } = useLoaderData<typeof reportLoader>()
  return ({
    code,
    number,
    formula,
    found,
    expected,
    unit,
  }: {
    code: string
    number: string
    formula: string
    found: number
    expected: number
    unit: string
  }) => {
    const known = code === 'COLUMN_UNKNOWN' || code === 'CARRY_DIFFERS' ? code : 'FORMULA'
    const what = t(known, { number, formula })
    return [unit, known === 'FORMULA' && span === 'own' ? t('figures', { what, found, expected }) : what]
      .filter(Boolean)
      .join(': ')
  }
}

/** What does not add up, which no one may sign, and what has to be known. */
function Findings() {
  const { findings } = useLoaderData<typeof reportLoader>()
  const t = useTranslations('petitions.reports')
  const say = useSaid()
  const blocking = findings.filter(({ code }) => code === 'DOES_NOT_ADD_UP')
  const others = findings.filter(({ code }) => code !== 'DOES_NOT_ADD_UP')
  const list = (shown: typeof findings) => (
    <ul>
      {[...new Set(shown.map(say))].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
  return (
    <>
      {blocking.length > 0 ? (
        <Notice tone="error" title={t('does-not-add-up', { count: blocking.length })}>
          {list(blocking)}
        </Notice>
      ) : (
        <Notice tone="ok" title={t('adds-up')} />
      )}
      {others.length > 0 && (
        <details>
          <summary>{t('to-know', { count: others.length })}</summary>
          {list(others)}
        </details>
      )}
    </>
  )
}

function SignAnswer() {
  const answer = useActionData<typeof reportAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.reports')
  const r = useTranslations('petitions.reports.refusals')
  const say = useSaid()
  if (!answer)
    return search.get('done') === 'signed' ? <Notice tone="ok" live="status" title={t('signed-now')} /> : null
  const known = ['PERIOD_NOT_OVER', 'PERIOD_BACKWARDS', 'NOTHING_CHANGED', 'REASON_REQUIRED', 'BAD_INPUT'] as const
  const said = known.find((one) => one === answer.code)
  const rules = said
    ? [{ code: answer.code, found: r(said) }]
    : answer.findings.map((one) => ({ code: one.code, found: say(one) }))
  return <RefusalNotice title={t('not-signed')} rules={rules} />
}

/** Who signed the period and what stands signed; the form of signing for the head when the period is over. */
function Signed() {
  const { signed, isChanged, signedBefore, maySign, signerName, requestId, first, last, span, isDesk } =
    useLoaderData<typeof reportLoader>()
  const answer = useActionData<typeof reportAction>()
  const t = useTranslations('petitions.reports')
  if (!isDesk) return null
  const wrong = (name: string) => (answer?.wrong.includes(name) ? t('fill') : undefined)
  return (
    <Panel title={t('signatures')}>
      {signed ? (
        <Notice
          tone={isChanged ? 'watch' : 'info'}
          title={t('signed', { day: formatDay(signed.signedOn), name: signed.signerName, title: signed.signerTitle })}
        >
          {isChanged ? t('changed-since') : t('unchanged')} <code>{signed.hash.slice(0, 16)}</code>
        </Notice>
      ) : (
        <MissingValue kind="missing" note={t('unsigned')} />
      )}
      {maySign && (
        <Form method="post" className={shared['fields']} noValidate>
          {Object.entries({ requestId, first, last, span }).map(([field, value]) => (
            <input key={field} type="hidden" name={field} value={value} />
          ))}
          <TextInput
            name="signerName"
            label={t('signer-name')}
            defaultValue={answer?.typed['signerName'] ?? signerName}
            error={wrong('signerName')}
          />
          <TextInput
            name="signerTitle"
            label={t('signer-title')}
            defaultValue={answer?.typed['signerTitle'] ?? ''}
            error={wrong('signerTitle')}
          />
          {signed ? (
            <TextInput
              name="reason"
              label={t('reason')}
              defaultValue={answer?.typed['reason'] ?? ''}
              error={wrong('reason')}
            />
          ) : (
            <input type="hidden" name="reason" value="" />
          )}
          <div className={shared['end']}>
            <Button type="submit">{t('sign')}</Button>
          </div>
        </Form>
      )}
      {signedBefore.length > 0 && (
        <ul className={reports['list']}>
          {signedBefore.map((row) => (
            <li key={row.reportId}>
              <Link
                to={`/petitions/reports?${new URLSearchParams({ first: formatDay(row.first), last: formatDay(row.last), span: row.span })}`}
              >
                {t('signed-period', { first: formatDay(row.first), last: formatDay(row.last) })}
              </Link>
              <span>{t('signed-by', { day: formatDay(row.signedOn), name: row.signerName })}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
