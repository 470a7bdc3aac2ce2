import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay } from '../ui/format.ts'
import { GradeChip } from '../ui/grade-chip.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { OutcomeChip } from '../ui/outcome-chip.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './self-review.module.css'
import type { SelfReviewView } from './self-review-view.ts'

/** Beside the work: what the rules make of it now and why, and what stood last year. */
export function ReviewFacts({ view, waiting }: { view: SelfReviewView; waiting: boolean }) {
  const t = useTranslations('ratings.self-review')
  const { proposal, earlier, ratings, campaign } = view
  return (
    <div className={classes['facts']}>
      {view.notRated === null && (
        <Panel title={t('by-rules')} note={waiting ? t('by-rules-waiting') : undefined}>
          <div aria-live="polite">
            <p className={classes['answer']}>
              {proposal.grade ? (
                <GradeChip grade={proposal.grade} full />
              ) : (
                <OutcomeChip
                  outcome={
                    proposal.outcome === 'INVALID'
                      ? 'invalid'
                      : proposal.outcome === 'NOT_RATED'
                        ? 'not-rated'
                        : 'manual'
                  }
                />
              )}
            </p>
            {proposal.findings.length === 0 ? (
              <p>{t('all-met')}</p>
            ) : (
              <ul className={classes['findings']}>
                {proposal.findings.map(({ code, sentence }) => (
                  <li key={`${code} ${sentence}`}>{sentence}</li>
                ))}
              </ul>
            )}
            {proposal.presumed.length > 0 && (
              <p className={classes['quiet']}>{t('presumed', { facts: proposal.presumed.join(', ') })}</p>
            )}
            <p className={classes['quiet']}>
              {t('only-proposal', { rules: campaign.ruleSetTitle })}{' '}
              {!view.own && <Link to={`/ratings/${campaign.year}/cases/${view.caseId}`}>{t('see-all')}</Link>}
            </p>
          </div>
        </Panel>
      )}
      {view.own && (
        <Panel title={t('earlier')}>
          {ratings.length === 0 && earlier === null && <p className={classes['quiet']}>{t('earlier-none')}</p>}
          {ratings.map(({ year, grade, reason, decisionNumber, decidedOn }) => (
            <p key={year} className={classes['rating']}>
              <strong>{year}</strong> <GradeChip grade={grade ?? 'NOT_RATED'} /> {reason}{' '}
              <span className={classes['quiet']}>
                {t('decision', { number: decisionNumber, day: formatDay(decidedOn) })}
              </span>
            </p>
          ))}
          {earlier && (
            <details className={classes['earlier']}>
              <summary>{t('earlier-text', { year: String(earlier.year) })}</summary>
              <div className={classes['oldText']}>
                {[earlier.text, ...Object.values(earlier.sections)].filter((text) => text !== '').join('\n\n') ||
                  t('earlier-empty')}
              </div>
            </details>
          )}
        </Panel>
      )}
      <Panel title={t('inputs.title')}>
        {view.inputs.length === 0 && <p className={classes['quiet']}>{t('inputs.none')}</p>}
        {view.inputs.map(({ id, kind, sourceName, grade, participation, comment, answeredAt, dueOn }) => (
          <div key={id} className={classes['rating']}>
            <strong>{t(`inputs.kind.${kind}`)}</strong>: {sourceName}
            {answeredAt === null ? (
              <p>
                <MissingValue
                  kind="missing"
                  note={dueOn ? t('inputs.due', { day: formatDay(dueOn) }) : t('inputs.waiting')}
                />
              </p>
            ) : (
              <p>
                {grade && <GradeChip grade={grade} />} {participation && t(`inputs.participation.${participation}`)}{' '}
                {comment}
              </p>
            )}
          </div>
        ))}
      </Panel>
    </div>
  )
}
