import { Link } from '@remix-run/react'
import classes from './bars.module.css'

/** One part of a bar. Looks differ in lightness or hatching as well as colour. */
export type BarPart = {
  readonly name: string
  readonly value: number
  readonly look: 'strong' | 'middle' | 'pale' | 'plain' | 'watch' | 'red' | 'none'
  /** Where the rows behind this number are. */
  readonly to?: string
}

type StackedBarProps = {
  parts: readonly BarPart[]
  /** The whole bar in one sentence, for who cannot see it. */
  sentence: string
  legend?: boolean
  slim?: boolean
}

/** Parts of a whole in one line, each at least 18 px so that its number reads; zero parts are left out of the bar, not of the legend. */
export function StackedBar({ parts, sentence, legend = false, slim = false }: StackedBarProps) {
  return (
    <div>
      <div className={`${classes['stack']} ${slim ? classes['slim'] : ''}`} role="img" aria-label={sentence}>
        {parts
          .filter(({ value }) => value > 0)
          .map(({ name, value, look }) => (
            <span key={name} className={`${classes['part']} ${classes[look]}`} style={{ flex: `${value} 1 0` }}>
              {value}
            </span>
          ))}
      </div>
      {legend && (
        <ul className={classes['legend']}>
          {parts.map(({ name, value, look, to }) => (
            <li key={name}>
              <span className={`${classes['swatch']} ${classes[look]}`} aria-hidden />
              {name}
              <span className={classes['count']}>{to === undefined ? value : <Link to={to}>{value}</Link>}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
