import { levels } from '@nq15/domain/ratings'
import { type KeyboardEvent, lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { EntryGrid } from '../ui/entry-grid.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { Panel } from '../ui/panel.tsx'
import { type PastePlan, planPaste } from './tally-paste.ts'
import classes from './workspace.module.css'
import { FaultLinks } from './workspace-fault-list.tsx'
import { type Fault, sumOf } from './workspace-faults.ts'
import { useSayNote } from './workspace-notes.ts'
import { WorkspaceQuota } from './workspace-quota.tsx'
import { WorkspaceRecord } from './workspace-record.tsx'
import { WorkspaceTableRow } from './workspace-row.tsx'
import type { WorkspaceState } from './workspace-state.ts'

const PastePreview = lazy(() => import('./workspace-paste.tsx'))

const roles = { table: 'table', rowgroup: 'rowgroup', row: 'row', columnheader: 'columnheader' } as const

/** Record, quota and the table of persons and votes as one grid: the keyboard goes through all of it. */
export function WorkspaceGrid({ state, propose }: { state: WorkspaceState; propose: (caseId: string) => void }) {
  const { view, votesOf } = state
  const t = useTranslations('ratings.workspace')
  const [plan, setPlan] = useState<PastePlan | null>(null)
  const rated = useMemo(() => view.rows.filter(({ notRated }) => notRated === null), [view.rows])

  return (
    <div onKeyDownCapture={openRowWhy} className={classes['grid']}>
      <EntryGrid
        label={t('grid')}
        onPasteBlock={(cells, at) => {
          if (!view.mayCount || at.column > 3) return
          setPlan(
            planPaste(
              cells,
              at,
              rated.map(({ caseId, name }) => ({ caseId, name, votes: votesOf(caseId) })),
            ),
          )
        }}
      >
        <div className={classes['stack']}>
          <WorkspaceRecord state={state} />
          <div className={classes['sticky']}>
            <WorkspaceQuota view={view} />
          </div>
          <PeopleTable state={state} propose={propose} />
        </div>
      </EntryGrid>
      {plan && (
        <Suspense fallback={null}>
          <PastePreview
            plan={plan}
            close={() => setPlan(null)}
            take={() => {
              for (const { caseId, field, to } of plan.changes) state.commitVote(caseId, field, to)
              setPlan(null)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}

/** `?` in a vote opens the "Vì sao" of the proposed grade, not the first one of the row. */
function openRowWhy(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== '?' || !(event.target instanceof HTMLInputElement) || !event.target.dataset['cellRow']) return
  const why = event.target.closest('tr')?.querySelector<HTMLElement>('[data-row-why] [data-why]')
  if (!why) return
  event.preventDefault()
  event.stopPropagation()
  why.click()
}

function PeopleTable({ state, propose }: { state: WorkspaceState; propose: (caseId: string) => void }) {
  const { view, judged, record, votesOf } = state
  const t = useTranslations('ratings.workspace')
  const table = useTranslations('ui.table')
  const grade = useTranslations('ui.grade')
  const sayNote = useSayNote()
  const byCase = useMemo(() => groupByCase(judged.faults), [judged.faults])
  const rated = view.rows.filter(({ notRated }) => notRated === null)
  const faulty = rated.filter(({ caseId }) => byCase.has(caseId)).length
  const [onlyNeeds, setOnlyNeeds] = useState(faulty > 0)
  const shown = useShownRows(byCase, onlyNeeds)
  let line = 0

  return (
    <Panel
      flush
      title={t('people')}
      note={
        <>
          {t('rows', { rated: rated.length, total: view.rows.length })}{' '}
          <FaultLinks faults={judged.faults} rows={view.rows} />
        </>
      }
      aside={
        <span className={classes['keys']} data-no-print>
          <KeyHint keys={['↵']}>{table('key-down')}</KeyHint>
          <KeyHint keys={['Tab']}>{table('key-right')}</KeyHint>
          <KeyHint keys={['F8']}>{t('key-next-fault')}</KeyHint>
          <KeyHint keys={['?']}>{t('key-why')}</KeyHint>
          <KeyHint keys={['Ctrl', 'V']}>{table('key-paste')}</KeyHint>
        </span>
      }
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame */}
      <div className={classes['filter']} role="group" aria-label={table('filters')}>
        <button type="button" aria-pressed={onlyNeeds} onClick={() => setOnlyNeeds(true)}>
          {t('filter-needs', { count: faulty })}
        </button>
        <button type="button" aria-pressed={!onlyNeeds} onClick={() => setOnlyNeeds(false)}>
          {t('filter-all', { count: view.rows.length })}
        </button>
      </div>
      <div className={classes['scroll']}>
        <table
          className={classes['table']}
          role={roles.table}
          aria-label={t('people')}
          data-only-needs={onlyNeeds || undefined}
        >
          <thead role={roles.rowgroup}>
            <tr role={roles.row}>
              <th role={roles.columnheader} scope="col" className={classes['number']}>
                {t('head.position')}
              </th>
              <th role={roles.columnheader} scope="col">
                {t('head.name')}
              </th>
              <th role={roles.columnheader} scope="col" className={classes['number']}>
                {t('head.points')}
              </th>
              <th role={roles.columnheader} scope="col">
                {t('head.tasks')}
              </th>
              <th role={roles.columnheader} scope="col">
                {t('head.self')}
              </th>
              <th role={roles.columnheader} scope="col">
                {t('head.rule')}
              </th>
              {levels.map((one) => (
                <th role={roles.columnheader} scope="col" key={one} className={classes['number']}>
                  <abbr title={grade(`full.${one}`)}>{grade(`short.${one}`)}</abbr>
                </th>
              ))}
              <th role={roles.columnheader} scope="col" className={classes['number']}>
                {t('head.sum', { valid: record.valid || '–' })}
              </th>
            </tr>
          </thead>
          <tbody role={roles.rowgroup}>
            {view.rows.map((row) => {
              const own = byCase.get(row.caseId) ?? []
              const wrong = own.find(({ code }) => code === 'VOTES_WRONG')?.notes[0]
              const votes = votesOf(row.caseId)
              return (
                <WorkspaceTableRow
                  key={row.caseId}
                  row={row}
                  line={row.notRated === null ? line++ : -1}
                  year={view.campaign.year}
                  votes={votes}
                  sum={sumOf(votes)}
                  valid={record.valid}
                  mayCount={view.mayCount}
                  mayEdit={view.mayEdit}
                  fault={wrong ? { code: wrong.screenCode, text: sayNote(wrong) } : null}
                  missing={own.some(({ code }) => code === 'VOTES_MISSING') || shown.has(row.caseId)}
                  needs={own.map(({ code }) => code).join(' ')}
                  type={state.type}
                  commit={state.commitVote}
                  propose={propose}
                />
              )
            })}
          </tbody>
        </table>
      </div>
      {onlyNeeds && faulty === 0 && <p className={classes['phoneNote']}>{t('nothing-to-mend')}</p>}
    </Panel>
  )
}

const groupByCase = (faults: readonly Fault[]): Map<string, Fault[]> => {
  const groups = new Map<string, Fault[]>()
  for (const fault of faults) {
    if (fault.caseId !== null) groups.set(fault.caseId, [...(groups.get(fault.caseId) ?? []), fault])
  }
  return groups
}

/** Cards that were shown as "to mend" stay where they are while they are mended; they leave with the next choice of filter. */
function useShownRows(byCase: ReadonlyMap<string, unknown>, onlyNeeds: boolean): ReadonlySet<string> {
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set(byCase.keys()))
  const current = useRef(byCase)
  current.current = byCase
  useEffect(() => {
    if (onlyNeeds) setShown(new Set(current.current.keys()))
  }, [onlyNeeds])
  useEffect(() => {
    setShown((before) => {
      const added = [...byCase.keys()].filter((caseId) => !before.has(caseId))
      return added.length === 0 ? before : new Set([...before, ...added])
    })
  }, [byCase])
  return shown
}
