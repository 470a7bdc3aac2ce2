import { lazy } from 'react'
import { ChartFigure } from './chart-figure.tsx'
import type { BarLook } from './chart-look.ts'

const Drawing = lazy(() => import('./horizontal-bars-drawing.tsx'))

/** One bar: its name, its value, and a light note after the value ("45%"). */
export type HorizontalBar = {
  readonly name: string
  readonly value: number
  readonly note?: string
  readonly look?: BarLook
}

type HorizontalBarsProps = {
  bars: readonly HorizontalBar[]
  /** The whole chart in one sentence. */
  sentence: string
  /** Heads of the table twin: what a row is, what the number counts. */
  heads: readonly [name: string, value: string]
  /** Pixels kept for the names at the left. */
  nameWidth?: number
}

/** Bars from zero, name at the left, value and note at the end; recharts is loaded when a page shows it. */
export function HorizontalBars({ bars, sentence, heads, nameWidth = 130 }: HorizontalBarsProps) {
  const height = bars.length * 34 + 8
  return (
    <ChartFigure
      sentence={sentence}
      height={height}
      table={{ heads, rows: bars.map(({ name, value }) => ({ name, values: [value] })) }}
    >
      <Drawing bars={bars} nameWidth={nameWidth} height={height} />
    </ChartFigure>
  )
}
