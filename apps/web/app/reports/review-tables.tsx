import { useTranslations } from 'use-intl'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './reports.module.css'
import type { reviewLoader } from './review.server.ts'

type Table = Awaited<ReturnType<typeof reviewLoader>>['tables'][number]
type Value = Table['rows'][number]['values'][string]

/** Tables T1 to T6: units, sum, years; beneath each what came from elsewhere beside the count of the registers. */
export function ReviewTables({ tables }: { tables: readonly Table[] }) {
  return tables.map((table) => <OneTable key={table.code} table={table} />)
}

function OneTable({ table }: { table: Table }) {
  const { code, title, source, owed, columns, rows, reported } = table
  const t = useTranslations('reviews.page')
  const label = `${code}. ${title}`
  return (
    <Panel title={label} note={t('source', { source })} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard too */}
      <section className={classes['wide']} tabIndex={0} aria-label={t('numbers', { title: label })}>
        <table className={classes['review']}>
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              {columns.map(({ key, head }) => (
                <th key={key} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, kind, name, values }) => (
              <tr key={key} data-kind={kind}>
                <th scope="row">
                  {kind === 'total' ? t('total') : kind === 'year' ? t('year', { year: name }) : name}
                </th>
                {columns.every((column) => (values[column.key] ?? null) === null) ? (
                  <td colSpan={columns.length} data-whole>
                    <MissingValue kind="missing" note={t('not-begun')} />
                  </td>
                ) : (
                  columns.map((column) => (
                    <td key={column.key}>
                      <Shown value={values[column.key] ?? null} />
                    </td>
                  ))
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {owed !== null && <p className={classes['under']}>{t('owed', { owed })}</p>}
      {reported.length > 0 && (
        <div className={classes['under']}>
          <h3>{t('elsewhere')}</h3>
          <ul>
            {reported.map(({ figureId, unit, year, source: from, cutOff, figures }) => (
              <li key={figureId}>
                {t('reported', { unit, year: String(year), source: from, day: formatDay(cutOff) })}
                <ul>
                  {figures.map(({ key, head, value, counted, isConflict }) => (
                    <li key={key}>
                      {head}: <Shown value={value} />; {t('counted')} <Shown value={counted} />
                      {isConflict && <strong> ({t('conflict')})</strong>}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}

function Shown({ value }: { value: Value }) {
  const t = useTranslations('reviews.page')
  if (value === null) return <MissingValue kind="missing" />
  if (value === 'nought') return <MissingValue kind="not-applicable" />
  if (value === 'hidden') return <abbr title={t('hidden-why')}>{t('hidden')}</abbr>
  return <>{value.toLocaleString('vi-VN')}</>
}
