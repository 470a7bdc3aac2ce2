import { lazy } from 'react'
import classes from './chart-figure.module.css'
import { ChartFigure } from './chart-figure.tsx'
import { type BarLook, barLook } from './chart-look.ts'

const Drawing = lazy(() => import('./stacked-columns-drawing.tsx'))

/** One layer of every column, from the bottom up. */
export type ColumnLayer = { readonly name: string; readonly look: BarLook }

/** One column: its name and one value per layer, in the order of the layers; `null` is no data. */
export type StackedColumn = { readonly name: string; readonly values: ReadonlyArray<number | null> }

type StackedColumnsProps = {
  layers: readonly ColumnLayer[]
  columns: readonly StackedColumn[]
  /** The whole chart in one sentence. */
  sentence: string
  /** What a column is, for the head of the table twin. */
  columnHead: string
  height?: number
}

/** Columns in layers, from zero, values inside where they fit; names of the layers below; recharts is loaded when shown. */
export function StackedColumns({ layers, columns, sentence, columnHead, height = 260 }: StackedColumnsProps) {
  return (
    <ChartFigure
      sentence={sentence}
      height={height}
      table={{
        heads: [columnHead, ...layers.map(({ name }) => name)],
        rows: columns.map(({ name, values }) => ({ name, values })),
      }}
      below={
        <ul className={classes['legend']}>
          {layers.map(({ name, look }) => (
            <li key={name}>
              <span
                className={classes['swatch']}
                style={{ background: barLook(look).fill, borderColor: barLook(look).edge }}
                aria-hidden
              />
              {name}
            </li>
          ))}
        </ul>
      }
    >
      <Drawing layers={layers} columns={columns} height={height} />
    </ChartFigure>
  )
}
