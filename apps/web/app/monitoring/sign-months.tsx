import { useTranslations } from 'use-intl'
import { StackedColumns } from '../ui/charts/stacked-columns.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

type Month = { readonly month: string; readonly red: number; readonly yellow: number; readonly unknown: number }

/** The signs of an organization over its judged months; what nothing was known of stands apart. */
export function SignMonths({ months }: { months: readonly Month[] }) {
  const t = useTranslations('watch.months')
  if (months.length === 0) return <EmptyState why={t('none')} />
  const last = months.at(-1)
  return (
    <StackedColumns
      layers={[
        { name: t('red'), look: 'red' },
        { name: t('yellow'), look: 'watch' },
        { name: t('unknown'), look: 'plain' },
      ]}
      columns={months.map(({ month, red, yellow, unknown }) => ({
        name: `${month.slice(5, 7)}/${month.slice(2, 4)}`,
        values: [red, yellow, unknown],
      }))}
      columnHead={t('month')}
      sentence={t('sentence', { red: last?.red ?? 0, yellow: last?.yellow ?? 0, unknown: last?.unknown ?? 0 })}
    />
  )
}
