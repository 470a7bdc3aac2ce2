import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { WhyPopover } from '../ui/why-popover.tsx'
import classes from './board.module.css'
import type { BlockingRule } from './board-rules.server.ts'
import { ConfidenceMark } from './confidence-mark.tsx'

/** Every rule that stands in a decision's way, all at once: what it found, whom it concerns, the way out, and where it is written. */
export function BlockingRules({
  rules,
  year,
  to = ({ caseId }) => `/ratings/${year}/cases/${caseId}`,
}: {
  rules: readonly BlockingRule[]
  year: number
  /** Where the case of a rule is mended; a person's own page when nothing is said. */
  to?: (of: BlockingRule['people'][number]) => string
}) {
  const t = useTranslations('ratings.board')
  return (
    <ol className={classes['rules']}>
      {rules.map(({ code, sentences, count, people, basis }) => (
        <li key={code} id={code.toLowerCase()}>
          {people.length > 0 && count > 1 && <strong>{t('cases', { count })} </strong>}
          {sentences.map((sentence) => (
            <span key={sentence}>{sentence} </span>
          ))}
          {t(`ways-out.${code}`)}{' '}
          <WhyPopover
            title={t('rule-title', { code })}
            sentence={`${code}: ${sentences.join(' ')} ${basis.document}, ${basis.provision}.`}
            why={{
              how: t(`rule-texts.${code}`),
              facts: sentences.join(' '),
              rule: `${basis.document}, ${basis.provision}`,
              source: <ConfidenceMark confidence={basis.confidence} />,
            }}
          >
            {code}
          </WhyPopover>
          {people.length > 0 && (
            <ul className={classes['people']}>
              {people.map((one) => (
                <li key={one.caseId}>
                  <Link to={to(one)}>{one.name}</Link>
                </li>
              ))}
              {count > people.length && <li>{t('and-more', { count: count - people.length })}</li>}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}
