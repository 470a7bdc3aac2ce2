import type { ShownCount } from '@nq15/domain/ratings'
import { useFormatter, useTranslations } from 'use-intl'
import { MissingValue } from '../ui/missing-value.tsx'
import classes from './overview.module.css'

/** A count of persons as it may be shown: the number, "under 5", withheld, or missing before the decision. */
export function CountOfPersons({ count }: { count: ShownCount | null }) {
  const t = useTranslations('ratings.overview')
  const format = useFormatter()
  if (count === null) return <MissingValue kind="missing" />
  if (count === 'under-5') return <span className={classes['small-count']}>{t('under-5')}</span>
  if (count === 'withheld') {
    return (
      <abbr className={classes['withheld']} title={t('withheld-why')}>
        {t('withheld')}
      </abbr>
    )
  }
  return format.number(count)
}
