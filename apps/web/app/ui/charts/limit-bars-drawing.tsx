import { Bar, ComposedChart, ResponsiveContainer, Scatter, XAxis, YAxis } from 'recharts'
import { ink } from '../../theme/tokens.ts'
import { barLook } from './chart-look.ts'
import { cutName } from './cut-name.ts'
import type { LimitBar } from './limit-bars.tsx'

type DrawingProps = { bars: readonly LimitBar[]; nameWidth: number; height: number }

/** The recharts half of `LimitBars`. */
export default function LimitBarsDrawing({ bars, nameWidth, height }: DrawingProps) {
  const data = bars.map(({ name, value, limit }) => ({
    name,
    limit,
    inside: value === null ? 0 : Math.min(value, limit ?? value),
    over: value === null || limit === null ? 0 : Math.max(0, value - limit),
  }))
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={data}
        layout="vertical"
        margin={{ top: 4, right: 0, bottom: 4, left: 0 }}
        barCategoryGap={9}
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
        <Bar dataKey="inside" stackId="all" fill={barLook('middle').fill} isAnimationActive={false} />
        <Bar dataKey="over" stackId="all" fill={barLook('red').fill} isAnimationActive={false} />
        <YAxis
          yAxisId="end"
          orientation="right"
          type="category"
          dataKey="name"
          width={96}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={({ x, y, payload }: { x: number | string; y: number | string; payload: { value: string } }) => {
            const bar = bars.find(({ name }) => name === payload.value)
            return (
              <text x={Number(x) + 12} y={y} dy={5} fontSize="0.875rem" fill={ink('ink')}>
                <tspan fontWeight={650}>{bar?.value ?? '…'}</tspan>
                {bar?.limit === null || bar === undefined ? '' : `/${bar.limit}`}
              </text>
            )
          }}
        />
        <Scatter
          dataKey="limit"
          isAnimationActive={false}
          shape={({ cx, cy }: { cx?: number | undefined; cy?: number | undefined }) =>
            cx === undefined || cy === undefined || Number.isNaN(cx) ? (
              <g />
            ) : (
              <line x1={cx} x2={cx} y1={cy - 13} y2={cy + 13} stroke={ink('ink')} strokeWidth={2} />
            )
          }
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}
