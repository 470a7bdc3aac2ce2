import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import { voteFields } from './tally-paste.ts'
import classes from './workspace.module.css'
import type { WorkspaceState } from './workspace-state.ts'
import { countFields } from './workspace-view.ts'

const grades = { xs: 'excellent', t: 'good', ht: 'completed', kht: 'not-completed' } as const

type Difference = {
  readonly key: string
  readonly who: string
  readonly field: string
  readonly mine: string
  readonly theirs: string
  readonly take: () => void
}

/** The two entries where they differ, side by side, field by field; each typist mends his own. Only after both are whole. */
export function WorkspaceEntries({ state }: { state: WorkspaceState }) {
  const { view, record, votesOf } = state
  const t = useTranslations('ratings.tally')
  const grade = useTranslations('ui.grade.full')
  if (view.otherRecord === null) return null
  const other = view.otherRecord
  const differences: Difference[] = [
    ...countFields
      .filter((field) => record[field] !== other[field])
      .map((field) => ({
        key: field,
        who: t('record'),
        field: t(`field.${field}`),
        mine: record[field],
        theirs: other[field],
        take: () => state.commitRecord(field, other[field]),
      })),
    ...view.rows.flatMap(({ caseId, name, position, otherVotes }) => {
      if (otherVotes === null) return []
      const mine = votesOf(caseId)
      return voteFields
        .filter((field) => mine[field] !== otherVotes[field])
        .map((field) => ({
          key: `${caseId} ${field}`,
          who: `${position}. ${name}`,
          field: grade(grades[field]),
          mine: mine[field],
          theirs: otherVotes[field],
          take: () => state.commitVote(caseId, field, otherVotes[field]),
        }))
    }),
  ]
  const mineFirst = view.entry.number === 1
  return (
    <div id="entries" tabIndex={-1}>
      <Panel
        flush
        tone={differences.length > 0 ? 'watch' : 'plain'}
        title={differences.length > 0 ? t('entries-differ', { count: differences.length }) : t('entries-agree')}
        note={
          differences.length > 0 ? t('entries-todo') : t('entries-agree-note', { name: view.entry.otherName ?? '' })
        }
      >
        {differences.length > 0 && (
          <div className={classes['scroll']}>
            <table className={classes['compare']}>
              <thead>
                <tr>
                  <th scope="col">{t('compare-who')}</th>
                  <th scope="col">{t('compare-field')}</th>
                  <th scope="col" className={classes['number']}>
                    {t('entry', { entry: 1 })}
                  </th>
                  <th scope="col" className={classes['number']}>
                    {t('entry', { entry: 2 })}
                  </th>
                  {view.mayCount && <th scope="col">{t('compare-take')}</th>}
                </tr>
              </thead>
              <tbody>
                {differences.map(({ key, who, field, mine, theirs, take }) => (
                  <tr key={key}>
                    <th scope="row">{who}</th>
                    <td>{field}</td>
                    <td className={classes['number']}>{shown(mineFirst ? mine : theirs)}</td>
                    <td className={classes['number']}>{shown(mineFirst ? theirs : mine)}</td>
                    {view.mayCount && (
                      <td>
                        <Button onClick={take} aria-label={t('take-other-label', { value: shown(theirs), who, field })}>
                          {t('take-other', { value: shown(theirs) })}
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </div>
  )
}

const shown = (text: string) => (text === '' ? '–' : text)
