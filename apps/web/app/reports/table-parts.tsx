import { Button, NativeSelect } from '@mantine/core'
import { Form, Link, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Notice } from '../ui/notice.tsx'
import classes from './reports.module.css'
import type { BlockView, CellView, FindingView, LineView } from './table-view.server.ts'

/** The numbers of one block; each opens its list, each organization its own table. */
export function BlockTable({ block, label }: { block: BlockView; label: string }) {
  const [first, ...heads] = block.heads
  const columns: ReadonlyArray<Column<LineView>> = [
    {
      id: 'line',
      head: first,
      width: '15rem',
      phone: 'title',
      cell: ({ key, name, to }) =>
        key === '' ? <strong>{name}</strong> : to === null ? name : <Link to={to}>{name}</Link>,
    },
    ...heads.map(
      (head, at): Column<LineView> => ({
        id: `${at}`,
        head,
        numeric: true,
        cell: ({ name, cells }) => {
          const cell = cells[at]
          return cell ? <ShownNumber cell={cell} label={`${name}, ${head}`} /> : null
        },
      }),
    ),
  ]
  return (
    <div className={classes['numbers']}>
      <DataTable label={label} columns={columns} rows={block.lines} rowKey={({ key }) => key || 'total'} compact />
    </div>
  )
}

/** One number; hidden ones say why. */
function ShownNumber({ cell: { text, state, to }, label }: { cell: CellView; label: string }) {
  const t = useTranslations('reports.tables')
  if (state === 'withheld') {
    return (
      <abbr className={classes['hidden']} title={t('withheld-why')}>
        {text}
      </abbr>
    )
  }
  if (to === null) return <span className={state === 'number' ? undefined : classes['hidden']}>{text}</span>
  return (
    <Link to={to} aria-label={t('open-list', { what: label, number: text })}>
      {text}
    </Link>
  )
}

/** What does not add up and what has to be known, each as one sentence; its code is for who looks into the page. */
export function Findings({ findings }: { findings: readonly FindingView[] }) {
  const t = useTranslations('reports.tables')
  const blocking = findings.filter(({ weight }) => weight === 'BLOCK')
  const others = findings.filter(({ weight }) => weight !== 'BLOCK')
  const list = (shown: readonly FindingView[]) => (
    <ul className={classes['plain']}>
      {shown.map(({ code, text }) => (
        <li key={text} data-code={code}>
          {text}
        </li>
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
        <Notice tone="watch" title={t('to-know')}>
          {list(others)}
        </Notice>
      )}
    </>
  )
}

/** Year and year to compare, kept in the address with everything else there. */
export function YearForm({
  year,
  years,
  against,
}: {
  year: number
  years: readonly number[]
  against?: number | null
}) {
  const t = useTranslations('reports.tables')
  const [search] = useSearchParams()
  const known = [...new Set([...years, year, ...(against ? [against] : [])])].toSorted((one, other) => other - one)
  return (
    <Form className={classes['bar'] ?? ''} data-no-print>
      {[...search].map(([name, value]) =>
        name === 'year' || name === 'against' ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <NativeSelect name="year" label={t('year')} defaultValue={String(year)} data={known.map(String)} />
      {against !== undefined && (
        <NativeSelect
          name="against"
          label={t('against')}
          defaultValue={against === null ? '' : String(against)}
          data={[
            { value: '', label: t('no-comparison') },
            ...known.filter((one) => one !== year).map((one) => ({ value: String(one), label: String(one) })),
          ]}
        />
      )}
      <Button type="submit" variant="default">
        {t('show')}
      </Button>
    </Form>
  )
}

/** The way down to a level, each step the same table of that level. */
export function LevelWay({ way, level }: { way: readonly { organizationId: string; name: string }[]; level: string }) {
  const t = useTranslations('reports.tables')
  const [search] = useSearchParams()
  const above = way.filter(({ organizationId }) => organizationId !== level)
  if (above.length === 0) return null
  return (
    <nav aria-label={t('way')} className={classes['note']} data-no-print>
      {above.map(({ organizationId, name }, at) => (
        <span key={organizationId}>
          {at > 0 && ' / '}
          <Link to={{ search: addressAt(search, organizationId) }}>{name}</Link>
        </span>
      ))}
    </nav>
  )
}

function addressAt(search: URLSearchParams, organizationId: string): string {
  const next = new URLSearchParams(search)
  next.set('organization', organizationId)
  return `?${next}`
}
