import { Link, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { addressWith } from '../ui/filter-buttons.tsx'
import { StackedBar } from '../ui/stacked-bar.tsx'
import classes from './overview.module.css'
import { fileSteps, personOutcomes, type StepCounts } from './overview-shape.ts'

const looks = {
  'not-sent': 'none',
  returned: 'watch',
  sent: 'pale',
  appraising: 'plain',
  appraised: 'middle',
  decided: 'strong',
} as const

/** Files by step in one line; the furthest first. */
export function StepsBar({ steps, legend = false }: { steps: StepCounts; legend?: boolean }) {
  const t = useTranslations('ratings.overview')
  const parts = [...fileSteps]
    .reverse()
    .map((step) => ({ name: t(`steps.${step}`), value: steps[step], look: looks[step] }))
  const sentence = parts.map(({ name, value }) => `${name} ${value}`).join(', ')
  return <StackedBar slim={!legend} legend={legend} parts={parts} sentence={sentence} />
}

/** What the pieces of a bar of outcomes mean. */
export function OutcomeLegend() {
  const t = useTranslations('ratings.overview')
  return (
    <ul className={classes['legend']}>
      {personOutcomes.map((outcome) => (
        <li key={outcome}>
          <span className={`${classes['swatch']} ${classes[outcome]}`} aria-hidden />
          {t(`outcomes.${outcome}`)}
        </li>
      ))}
      <li>
        <span className={`${classes['swatch']} ${classes['hidden']}`} aria-hidden />
        {t('legend-hidden')}
      </li>
    </ul>
  )
}

/** Table or chart, kept in the address. */
export function ViewSwitch() {
  const t = useTranslations('ratings.overview')
  const [search] = useSearchParams()
  const chosen = viewOf(search)
  return (
    <span className={classes['switch']} data-no-print>
      {(['table', 'chart'] as const).map((view) => (
        <Link
          key={view}
          to={{ search: addressWith(search, 'view', view === 'table' ? null : view) }}
          aria-current={chosen === view ? 'true' : undefined}
          preventScrollReset
        >
          {t(`view.${view}`)}
        </Link>
      ))}
    </span>
  )
}

/** The view the address asks for. */
export const viewOf = (search: URLSearchParams): 'table' | 'chart' =>
  search.get('view') === 'chart' ? 'chart' : 'table'
