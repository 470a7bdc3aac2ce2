import { useTranslations } from 'use-intl'
import classes from './overview.module.css'
import { type PersonOutcome, personOutcomes, type ShownPersons } from './overview-shape.ts'

/** Persons by outcome in one line. Hidden counts are hatched pieces of one width, so that no length gives them away. */
export function OutcomeBar({ persons }: { persons: ShownPersons }) {
  const t = useTranslations('ratings.overview')
  const wordOf = (outcome: PersonOutcome) => {
    const count = persons[outcome]
    return typeof count === 'number' ? String(count) : t(count)
  }
  return (
    <div
      className={classes['bar']}
      role="img"
      aria-label={personOutcomes.map((outcome) => `${t(`outcomes.${outcome}`)} ${wordOf(outcome)}`).join(', ')}
    >
      {personOutcomes
        .filter((outcome) => persons[outcome] !== 0)
        .map((outcome) => {
          const count = persons[outcome]
          const known = typeof count === 'number'
          return (
            <span
              key={outcome}
              className={`${classes['part']} ${known ? classes[outcome] : classes['hidden']}`}
              style={known ? { flexGrow: count } : undefined}
            >
              {known ? count : t(`bar-${count}`)}
            </span>
          )
        })}
    </div>
  )
}
