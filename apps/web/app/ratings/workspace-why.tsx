import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { WhyPopover } from '../ui/why-popover.tsx'
import classes from './workspace.module.css'
import { usePoints } from './workspace-points.ts'
import type { FindingLine, WorkspaceRow } from './workspace-view.ts'

/** Behind the points: the two groups they are made of and where they were written. */
export function PointsWhy({ row, year, children }: { row: WorkspaceRow; year: number; children: ReactNode }) {
  const t = useTranslations('ratings.workspace.why')
  const points = usePoints()
  const { general, result, total } = row.points
  const how = t('points-how', { general: points(general), result: points(result), total: points(total) })
  return (
    <WhyPopover
      title={t('points', { name: row.name, total: points(total) })}
      sentence={`${row.name}: ${how}`}
      why={{ how, facts: t('points-facts'), source: t('points-source') }}
      links={<Link to={`/ratings/${year}/cases/${row.caseId}/review`}>{t('open-review')}</Link>}
    >
      {children}
    </WhyPopover>
  )
}

type GradeWhyProps = {
  row: WorkspaceRow
  year: number
  propose: (() => void) | undefined
  children?: ReactNode
}

/** Behind a proposed grade: the order of computation, every condition that failed, what is missing, and where the rule stands. */
export function GradeWhy({ row, year, propose, children }: GradeWhyProps) {
  const t = useTranslations('ratings.workspace.why')
  const grade = useTranslations('ui.grade')
  const outcome = useTranslations('ui.outcome')
  const word = row.grade ? grade(`full.${row.grade}`) : outcome(row.outcome === 'INVALID' ? 'invalid' : 'manual')
  const found = row.findings.filter(({ code }) => code !== 'FACT_MISSING')
  const missing = row.findings.filter(({ code }) => code === 'FACT_MISSING')
  const sentences = found.map(({ sentence }) => sentence)
  return (
    <WhyPopover
      title={t('grade', { name: row.name, word })}
      sentence={[`${row.name}: ${word}.`, ...(sentences.length > 0 ? sentences : [t('all-met')])].join(' ')}
      why={{
        how: t('order'),
        facts: sentences.length === 0 ? t('all-met') : <Sentences lines={sentences} />,
        ...(missing.length + row.presumed.length === 0
          ? {}
          : {
              missing: (
                <Sentences
                  lines={[
                    ...missing.map(({ sentence }) => sentence),
                    ...(row.presumed.length > 0 ? [t('presumed', { facts: row.presumed.join(', ') })] : []),
                  ]}
                />
              ),
            }),
        ...(found.length === 0
          ? {}
          : { rule: <Sentences lines={sourcesOf(found, (mark) => t(`confidence.${mark}`))} /> }),
        source: t('grade-source'),
      }}
      links={
        <>
          <Link to={`/ratings/${year}/cases/${row.caseId}`}>{t('open-case')}</Link>
          {propose && (
            <button type="button" className={classes['link']} onClick={propose}>
              {t('other-level')}
            </button>
          )}
        </>
      }
    >
      {children}
    </WhyPopover>
  )
}

function Sentences({ lines }: { lines: readonly string[] }) {
  if (lines.length === 1) return <>{lines[0]}</>
  return (
    <ul className={classes['sentences']}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

/** Each source once, with how well we know it. */
function sourcesOf(found: readonly FindingLine[], mark: (confidence: FindingLine['confidence']) => string): string[] {
  return [...new Set(found.map((one) => `${one.document}, ${one.provision} (${mark(one.confidence)})`))]
}
