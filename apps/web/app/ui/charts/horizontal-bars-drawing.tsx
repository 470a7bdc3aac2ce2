import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { useFormatter } from 'use-intl'
import { ink } from '../../theme/tokens.ts'
import { barLook } from './chart-look.ts'
import { cutName } from './cut-name.ts'
import type { HorizontalBar } from './horizontal-bars.tsx'

type DrawingProps = { bars: readonly HorizontalBar[]; nameWidth: number; height: number }

/** The recharts half of `HorizontalBars`. */
export default function HorizontalBarsDrawing({ bars, nameWidth, height }: DrawingProps) {
  const format = useFormatter()
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        data={[...bars]}
        layout="vertical"
        margin={{ top: 4, right: 72, bottom: 4, left: 0 }}
        barCategoryGap={7}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[0, 'dataMax']} />
        <YAxis
          type="category"
          dataKey="name"
          width={nameWidth}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={({ y, payload }: { y: number | string; payload: { value: string } }) => (
            <text x={0} y={y} dy={5} fontSize="0.875rem" fill={ink('ink')}>
              {cutName(payload.value, nameWidth)}
            </text>
          )}
        />
        <Bar dataKey="value" isAnimationActive={false} minPointSize={2}>
          {bars.map(({ name, look = 'middle' }) => (
            <Cell key={name} fill={barLook(look).fill} stroke={barLook(look).edge} />
          ))}
          <LabelList
            dataKey="value"
            content={({ x, y, width, height: tall, index }) => {
              const bar = bars[index ?? -1]
              return bar === undefined ? null : (
                <text
                  x={Number(x) + Number(width) + 6}
                  y={Number(y) + Number(tall) / 2}
                  dy={5}
                  fontSize="0.875rem"
                  fill={ink('ink2')}
                >
                  <tspan fontWeight={650} fill={ink('ink')}>
                    {format.number(bar.value)}
                  </tspan>
                  {bar.note === undefined ? '' : ` ${bar.note}`}
                </text>
              )
            }}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  )
}
