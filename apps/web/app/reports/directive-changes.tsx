import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { formatDay } from '../ui/format.ts'
import type { directiveLoader } from './directive.server.ts'

type Change = Awaited<ReturnType<typeof directiveLoader>>['changes'][number]

/** What documents change here, each with the rules or page it concerns and the day from which it holds. */
export function ChangeList({ changes, isOfOne }: { changes: readonly Change[]; isOfOne: boolean }) {
  const t = useTranslations('directives')
  return (
    <ul className={shared['list']}>
      {changes.map(({ changeId, directiveId, number, effect, about, place, said, inForceOn, enteredByName }) => (
        <li key={changeId}>
          {!isOfOne && (
            <>
              <Link to={`/reports/directives/${directiveId}`}>{number}</Link>{' '}
            </>
          )}
          <strong>{t(`effects.${effect}`)}</strong> {place === '' ? about : <Link to={place}>{about}</Link>}
          {', '}
          {t('from-day', { day: formatDay(inForceOn) })}: {said}{' '}
          <small>{t('entered-by', { name: enteredByName })}</small>
        </li>
      ))}
    </ul>
  )
}
