import { CartesianGrid, LabelList, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { useFormatter } from 'use-intl'
import { ink } from '../../theme/tokens.ts'
import type { FewLine } from './few-lines.tsx'

type DrawingProps = {
  lines: readonly FewLine[]
  places: readonly string[]
  height: number
  form: 'straight' | 'step'
  unit?: string
  marks?: readonly { readonly place: string; readonly words: string }[]
}

const looks = [
  { stroke: 'accent', dash: undefined, width: 2.5 },
  { stroke: 'ink2', dash: '7 4', width: 2 },
  { stroke: 'ink3', dash: '2 4', width: 2 },
] as const

/** The recharts half of `FewLines`. */
export default function FewLinesDrawing({ lines, places, height, form, unit = '', marks = [] }: DrawingProps) {
  const format = useFormatter()
  const data = places.map((name, at) => ({ name, values: lines.map(({ values }) => values[at] ?? null) }))
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={data} margin={{ top: 22, right: 150, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke={ink('line')} />
        <XAxis
          dataKey="name"
          tickLine={false}
          stroke={ink('lineStrong')}
          tick={{ fill: ink('ink2'), fontSize: '0.875rem' }}
          interval="preserveStartEnd"
          padding={{ left: 34, right: 8 }}
        />
        <YAxis
          width={48}
          axisLine={false}
          tickLine={false}
          domain={[0, 'auto']}
          tick={{ fill: ink('ink2'), fontSize: '0.875rem' }}
        />
        {marks.map(({ place, words }) => (
          <ReferenceLine
            key={place}
            x={place}
            stroke={ink('lineStrong')}
            strokeDasharray="4 4"
            label={{ value: words, position: 'top', fill: ink('ink2'), fontSize: '0.875rem' }}
          />
        ))}
        {lines.map(({ name, values }, at) => {
          const look = looks[at] ?? looks[2]
          const first = values.findIndex((value) => value !== null)
          const last = values.findLastIndex((value) => value !== null)
          return (
            <Line
              key={name}
              dataKey={(row: (typeof data)[number]) => row.values[at]}
              type={form === 'step' ? 'stepAfter' : 'linear'}
              stroke={ink(look.stroke)}
              strokeWidth={look.width}
              {...(look.dash === undefined ? {} : { strokeDasharray: look.dash })}
              dot={{ r: 3, strokeDasharray: '', fill: at === 0 ? ink(look.stroke) : ink('surface') }}
              isAnimationActive={false}
              connectNulls={false}
            >
              <LabelList
                content={({ x, y, index }) => {
                  const value = values[index ?? -1]
                  if (value === null || value === undefined || (index !== first && index !== last)) return null
                  const ends = index === last
                  return (
                    <text
                      x={Number(x) + (ends ? 10 : 0)}
                      y={Number(y)}
                      // Above its point at the left, where the axis has its own numbers; above the axis where nothing is.
                      dy={ends && value !== 0 ? 5 : -8}
                      textAnchor={ends ? 'start' : 'middle'}
                      fontSize="0.875rem"
                      fill={ink('ink')}
                    >
                      {ends ? `${name} ${format.number(value)}${unit}` : `${format.number(value)}${unit}`}
                    </text>
                  )
                }}
              />
            </Line>
          )
        })}
      </LineChart>
    </ResponsiveContainer>
  )
}
