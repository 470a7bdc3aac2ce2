import { useTranslations } from 'use-intl'
import { formatDay } from '../ui/format.ts'
import classes from './calendar.module.css'

type ExpectedRestsProps = {
  expected: readonly { readonly day: string; readonly name: string; readonly isCounted: boolean }[]
}

/** The unannounced days of rest that a due day rests on, each with whether it was counted as off. */
export function ExpectedRests({ expected }: ExpectedRestsProps) {
  const t = useTranslations('calendar.expected')
  if (expected.length === 0) return null
  return (
    <ul className={classes['list']}>
      {expected.map(({ day, name, isCounted }) => (
        <li key={day}>{t(isCounted ? 'counted' : 'not-counted', { day: formatDay(day), name })}</li>
      ))}
    </ul>
  )
}
