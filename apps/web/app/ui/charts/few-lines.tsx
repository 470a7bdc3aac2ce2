import { lazy } from 'react'
import { ChartFigure } from './chart-figure.tsx'

const Drawing = lazy(() => import('./few-lines-drawing.tsx'))

/** One line of at most three; `null` is a gap. */
export type FewLine = { readonly name: string; readonly values: readonly (number | null)[] }

type FewLinesProps = {
  /** What stands along the bottom, in order. */
  places: readonly string[]
  lines: readonly [FewLine, FewLine?, FewLine?]
  /** The whole chart in one sentence. */
  sentence: string
  placeHead: string
  unit?: string
  /** Steps for what is counted up day by day, straight lines for years. */
  form: 'straight' | 'step'
  /** A change of rule or of organization, with its words, at a place. */
  marks?: readonly { readonly place: string; readonly words: string }[]
  height?: number
}

/** At most three lines told apart by dash as well, each named with its last value at its end and its first value at its start. */
export function FewLines({ lines, places, sentence, placeHead, height = 260, ...look }: FewLinesProps) {
  const drawn = lines.filter((line) => line !== undefined)
  return (
    <ChartFigure
      sentence={sentence}
      height={height}
      table={{
        heads: [placeHead, ...drawn.map(({ name }) => name)],
        rows: places.map((name, at) => ({ name, values: drawn.map(({ values }) => values[at] ?? null) })),
      }}
    >
      <Drawing lines={drawn} places={places} height={height} {...look} />
    </ChartFigure>
  )
}
