import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { ink } from '../../theme/tokens.ts'
import { barLook } from './chart-look.ts'
import type { ColumnLayer, StackedColumn } from './stacked-columns.tsx'

type DrawingProps = { layers: readonly ColumnLayer[]; columns: readonly StackedColumn[]; height: number }

/** The recharts half of `StackedColumns`. */
export default function StackedColumnsDrawing({ layers, columns, height }: DrawingProps) {
  const data = columns.map(({ name, values }) => ({ name, values }))
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        data={data}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        barCategoryGap="25%"
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke={ink('line')} />
        <XAxis
          dataKey="name"
          interval={0}
          tickLine={false}
          stroke={ink('lineStrong')}
          tick={{ fill: ink('ink2'), fontSize: '0.875rem' }}
        />
        <YAxis
          width={44}
          axisLine={false}
          tickLine={false}
          tick={{ fill: ink('ink2'), fontSize: '0.875rem' }}
          allowDecimals={false}
        />
        {layers.map(({ name, look }, layer) => (
          <Bar
            key={name}
            name={name}
            stackId="all"
            dataKey={(column: StackedColumn) => column.values[layer] ?? 0}
            fill={barLook(look).fill}
            stroke={barLook(look).edge}
            isAnimationActive={false}
          >
            <LabelList
              content={({ x, y, width, height: tall, index }) => {
                const value = columns[index ?? -1]?.values[layer]
                return !value || Number(tall) < 18 ? null : (
                  <text
                    x={Number(x) + Number(width) / 2}
                    y={Number(y) + Number(tall) / 2}
                    dy={5}
                    textAnchor="middle"
                    fontSize="0.875rem"
                    fontWeight={600}
                    fill={barLook(look).front}
                  >
                    {value}
                  </text>
                )
              }}
            />
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
