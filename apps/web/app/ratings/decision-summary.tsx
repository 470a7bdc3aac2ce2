import { useLoaderData } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { GradeChip } from '../ui/grade-chip.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './decision.module.css'
import type { decisionLoader } from './decision.server.ts'

/** The numbers of a decision: levels, not rated, and the quota of each group. The sum is printed, so nobody has to ask. */
export function DecisionSummary() {
  const { summary, decision } = useLoaderData<typeof decisionLoader>()
  const t = useTranslations('ratings.decision')
  const quota = useTranslations('ratings.board.quota')
  const format = useFormatter()
  return (
    <Panel title={t(decision === null ? 'summary' : 'summary-decided')}>
      <div className={classes['stack']}>
        <table className={classes['numbers']}>
          <tbody>
            {summary.levels.map(({ level, count }) => (
              <tr key={level}>
                <th scope="row">
                  <GradeChip grade={level} full />
                </th>
                <td>{format.number(count)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                <GradeChip grade="NOT_RATED" full />
              </th>
              <td>{format.number(summary.notRated)}</td>
            </tr>
            {summary.unsettled > 0 && (
              <tr className={classes['overRow']}>
                <th scope="row">{t('unsettled')}</th>
                <td>{format.number(summary.unsettled)}</td>
              </tr>
            )}
            <tr className={classes['total']}>
              <th scope="row">{t('people', { cells: summary.cells })}</th>
              <td>{format.number(summary.people)}</td>
            </tr>
          </tbody>
        </table>
        <h3 className={classes['head']}>{quota('title')}</h3>
        <table className={classes['numbers']}>
          <tbody>
            {summary.groups.map(({ key, xs, limit, excess }) => (
              <tr key={key} className={excess > 0 ? classes['overRow'] : undefined}>
                <th scope="row">{quota(`groups.${key === 'LEADER' || key === 'MEMBER_2A' ? key : 'MEMBER_2C'}`)}</th>
                <td>
                  {xs} / {limit}
                  {excess > 0 && <strong className={classes['over']}> {quota('over', { count: excess })}</strong>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
