import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { formatMoment } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import type { shownRenditions } from './renditions.server.ts'

type RenditionCopiesProps = {
  readonly paper: Pick<Awaited<ReturnType<typeof shownRenditions>>[number], 'state' | 'copies'>
  /** Who makes a copy where none stands yet. */
  readonly owedBy: string
}

/** The covered copies of a paper, or that there is none yet and who owes it; what was taken back is told without its file. */
export function RenditionCopies({ paper: { state, copies }, owedBy }: RenditionCopiesProps) {
  const t = useTranslations('petitions.renditions')
  return (
    <>
      {state === 'owed' && <MissingValue kind="missing" note={t('owes', { name: owedBy })} />}
      {copies.length > 0 && (
        <ul className={shared['list']}>
          {copies.map((copy) => (
            <li key={copy.redactionId}>
              {copy.isWithdrawn ? (
                t('withdrawn', {
                  ...{ number: copy.number, name: copy.withdrawnByName, reason: copy.withdrawalReason },
                  moment: formatMoment(copy.withdrawnAt),
                })
              ) : (
                <>
                  <Link to={`/files/${copy.attachmentId}`}>{t('copy-file', { number: copy.number })}</Link>{' '}
                  {t('copy-by', {
                    ...{ name: copy.madeByName, moment: formatMoment(copy.madeAt), way: t(`way.${copy.way}`) },
                    covered: copy.covered.map((one) => t(`covered.${one}`)).join(', '),
                  })}{' '}
                  {copy.note !== '' && t('copy-note', { note: copy.note })}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
