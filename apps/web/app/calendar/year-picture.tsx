import { useTranslations } from 'use-intl'
import classes from './calendar.module.css'
import type { PictureDay, PictureMonth } from './calendar.server.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export const pictureKinds = ['holiday', 'compensatory', 'swapped-off', 'swapped-work', 'weekend'] as const

type YearPictureProps = { months: readonly PictureMonth[]; year: number; today: string; provisional: boolean }

/** A year as twelve small months; each kind of day has its own edge and mark, so that it reads in grey and on paper. */
export function YearPicture({ months, year, today, provisional }: YearPictureProps) {
  const t = useTranslations('calendar')
  return (
    <div className={`${classes['picture']} ${provisional ? classes['provisional'] : ''}`}>
      {months.map(({ month, weeks }) => (
        <table key={month} className={classes['month']}>
          <caption>{t('month', { month: String(month), year: String(year) })}</caption>
          <thead>
            <tr>
              {weekdays.map((weekday) => (
                <th key={weekday} scope="col" abbr={t(`weekdays.${weekday}`)}>
                  {t(`short-weekdays.${weekday}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.find((one) => one !== null)?.day}>
                {week.map((one, at) => (
                  <td key={one?.day ?? `none-${at}`}>{one && <Day one={one} isToday={one.day === today} />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}

function Day({ one, isToday }: { one: PictureDay; isToday: boolean }) {
  const t = useTranslations('calendar')
  const special = one.kind !== 'weekday' && one.kind !== 'weekend'
  const said = [
    special ? t(`kinds.${one.kind}`) : '',
    one.name ?? '',
    one.isExpected ? t('expected.mark') : '',
    isToday ? t('today') : '',
  ].filter(Boolean)
  return (
    <span
      className={`${classes['day']} ${classes[one.kind] ?? ''} ${one.isExpected ? classes['expected'] : ''} ${isToday ? classes['today'] : ''}`}
      title={[...said, t('lunar', { day: one.lunar })].join('. ')}
    >
      {Number(one.day.slice(8))}
      <span className={classes['moon']} aria-hidden>
        {one.lunar}
      </span>
      {said.length > 0 && <span className="nq-only-read">{`, ${said.join(', ')}`}</span>}
    </span>
  )
}

/** What the marks of the picture mean. */
export function Legend() {
  const t = useTranslations('calendar')
  return (
    <ul className={classes['legend']}>
      {pictureKinds.map((kind) => (
        <li key={kind}>
          <span className={`${classes['day']} ${classes['sample']} ${classes[kind] ?? ''}`} aria-hidden>
            8
          </span>
          {t(`kinds.${kind}`)}
        </li>
      ))}
      <li>
        <span className={`${classes['day']} ${classes['sample']} ${classes['expected']}`} aria-hidden>
          8
        </span>
        {t('expected.legend')}
      </li>
      <li>
        <span className={`${classes['day']} ${classes['sample']}`} aria-hidden>
          8<span className={classes['moon']}>1/7</span>
        </span>
        {t('legend-lunar')}
      </li>
    </ul>
  )
}
