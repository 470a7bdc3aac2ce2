import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import classes from './chart-figure.module.css'

/** A table of the same numbers as a chart. */
export type ChartTable = {
  readonly heads: readonly string[]
  readonly rows: ReadonlyArray<{ readonly name: string; readonly values: ReadonlyArray<number | null> }>
}

type ChartFigureProps = { sentence: string; table: ChartTable; height: number; children: ReactNode; below?: ReactNode }

/** A chart with one sentence for who cannot see it, and "Xem dạng bảng": the same numbers, to read and to copy. Draws in the browser only. */
export function ChartFigure({ sentence, table, height, children, below }: ChartFigureProps) {
  const t = useTranslations('ui.chart')
  const format = useFormatter()
  const [asTable, setAsTable] = useState(false)
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])

  return (
    <figure className={classes['figure']}>
      <div className={classes['head']} data-no-print>
        <button type="button" className={classes['switch']} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'as-chart' : 'as-table')}
        </button>
      </div>
      {asTable ? (
        <table className={classes['twin']}>
          <caption className="nq-only-read">{sentence}</caption>
          <thead>
            <tr>
              {table.heads.map((head, index) => (
                <th key={head} scope="col" className={index === 0 ? undefined : classes['number']}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ name, values }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {values.map((value, index) => (
                  <td key={table.heads[index + 1]} className={classes['number']}>
                    {value === null ? t('missing') : format.number(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <>
          <div className={classes['area']} role="img" aria-label={sentence} style={{ height }}>
            {inBrowser && <Suspense fallback={null}>{children}</Suspense>}
          </div>
          {below}
        </>
      )}
    </figure>
  )
}
