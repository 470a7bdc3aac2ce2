import { lazy } from 'react'
import { ChartFigure } from './chart-figure.tsx'

const Drawing = lazy(() => import('./limit-bars-drawing.tsx'))

/** One bar against its limit; null where the number is not to be told. */
export type LimitBar = { readonly name: string; readonly value: number | null; readonly limit: number | null }

type LimitBarsProps = {
  bars: readonly LimitBar[]
  /** The whole chart in one sentence. */
  sentence: string
  heads: readonly [name: string, value: string, limit: string]
  nameWidth?: number
}

/** A bar a line from zero with a tick at its limit, what is beyond it red; value and limit written at the end. */
export function LimitBars({ bars, sentence, heads, nameWidth = 190 }: LimitBarsProps) {
  const height = bars.length * 34 + 8
  return (
    <ChartFigure
      sentence={sentence}
      height={height}
      table={{ heads, rows: bars.map(({ name, value, limit }) => ({ name, values: [value, limit] })) }}
    >
      <Drawing bars={bars} nameWidth={nameWidth} height={height} />
    </ChartFigure>
  )
}
