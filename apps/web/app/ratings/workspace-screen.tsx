import { Button } from '@mantine/core'
import { Await, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Attachments } from '../files/attachments.tsx'
import { PapersLink } from '../reports/papers-link.tsx'
import { formatDay, formatMoment, formatShortDay } from '../ui/format.ts'
import { IconArrowBackUp, IconHistory, IconLock, IconPrinter, IconSend } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SavedState } from '../ui/saved-state.tsx'
import { type Step, Stepper } from '../ui/stepper.tsx'
import places from './cell-places.module.css'
import { FileListPanel } from './file-list.tsx'
import { TallyNotices } from './tally-notices.tsx'
import type { QueuedSave } from './tally-queue.ts'
import { type Mover, useMover, useSend } from './use-send.ts'
import classes from './workspace.module.css'
import type { workspaceLoader } from './workspace.server.ts'
import { WorkspaceEntries } from './workspace-entries.tsx'
import { FaultNotice, goToPlace } from './workspace-fault-list.tsx'
import { numberOf, placeOf, sumOf } from './workspace-faults.ts'
import { refusalKey } from './workspace-refusal.ts'
import { useWorkspaceState, votesRow, type WorkspaceState } from './workspace-state.ts'
import { WorkspaceGrid } from './workspace-table.tsx'
import { countFields, type WorkspaceView } from './workspace-view.ts'

const LevelDialog = lazy(() => import('./workspace-level.tsx'))

/** A cell's workspace: count record, quota, and every member with his facts, proposal and votes; then "Gửi Đảng ủy". */
export function WorkspaceScreen() {
  const view = useLoaderData<typeof workspaceLoader>()
  // Another cell, or another entry of the same one, is another page: nothing typed may stay in the fields.
  return <Workspace key={`${view.campaign.id} ${view.cell.id} ${view.entry.number}`} view={view} />
}

function Workspace({ view }: { view: WorkspaceView }) {
  const t = useTranslations('ratings.workspace')
  const state = useWorkspaceState(view)
  const { queue, judged } = state
  // Sent back from a paper that cannot be written yet: the faults are listed as after "Gửi".
  const [search] = useSearchParams()
  const [asked, setAsked] = useState(search.has('not-printed') ? 1 : 0)
  const [openCase, setOpenCase] = useState<string | null>(null)
  const propose = useCallback((caseId: string) => setOpenCase(caseId), [])
  const close = useCallback(() => setOpenCase(null), [])
  const row = view.rows.find(({ caseId }) => caseId === openCase)
  const mover = useMover(view)
  const ask = useCallback(() => setAsked((before) => before + 1), [])
  const sending = useSend(state, mover, ask)
  const here = `/ratings/${view.campaign.year}/cells/${view.cell.id}`

  // After the list of faults is drawn, so that the field is where it will stay.
  useEffect(() => {
    const [first] = judged.faults
    if (asked > 0 && first) goToPlace(first.place)
  }, [asked])

  const readOnlyWhy = view.entry.ofAnother && view.canWork && !view.mayCount && view.mayEdit

  return (
    <>
      <PageHead
        crumbs={[
          { label: t('crumb', { year: String(view.campaign.year) }), to: `/ratings/${view.campaign.year}` },
          { label: view.cell.committeeName },
        ]}
        title={view.cell.name}
        state={t('state', {
          total: view.file.membersTotal,
          rated: view.file.membersRated,
          rules: view.campaign.ruleSetTitle,
        })}
        actions={
          <>
            <PapersLink organizationId={view.cell.id} year={view.campaign.year} />
            <Button
              component="a"
              href={`${here}/ballots`}
              leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}
            >
              {t('print-ballots')}
            </Button>
            <Button
              component="a"
              href={`${here}/tally-record`}
              leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}
            >
              {t('print-record')}
            </Button>
            <MainAction state={state} mover={mover} sending={sending} ask={ask} />
          </>
        }
        saved={
          <SavedState saved={queue.saved}>
            {view.mayEdit && judged.faults.length > 0 && t('to-mend', { count: judged.faults.length })}
          </SavedState>
        }
      />
      <div className={classes['stack']}>
        {view.returned && (
          <Notice
            tone="watch"
            icon={IconArrowBackUp}
            title={t('returned', { by: view.returned.by, at: formatMoment(view.returned.at) })}
          >
            {view.returned.reason}
          </Notice>
        )}
        {['sent', 'appraising', 'appraised', 'decided'].includes(view.file.state) && (
          <Notice tone="info" icon={IconLock} title={t(`locked.${lockedKey(view.file.state)}`)}>
            {t('locked.why')}
          </Notice>
        )}
        {readOnlyWhy && (
          <Notice tone="info" icon={IconHistory} title={t('entry-of-another', { name: view.entry.ofAnother ?? '' })}>
            {t('entry-of-another-todo')}
          </Notice>
        )}
        <Notices state={state} />
        {asked > 0 && judged.faults.length > 0 && <FaultNotice faults={judged.faults} rows={view.rows} />}
        {sending.heldBack && (
          <Notice tone="error" live="alert" title={t('not-sent-unsaved')}>
            {t('not-sent-unsaved-todo')}
          </Notice>
        )}
        {mover.refusal && <MoveRefused code={mover.refusal} />}
        <Stepper label={t('steps.label')} steps={useSteps(state)} />
        <CellPlaces view={view} />
        <WorkspaceEntries state={state} />
        <WorkspaceGrid state={state} propose={propose} />
        <CellFileList view={view} />
        <TallySheets />
      </div>
      {row && (
        <Suspense fallback={null}>
          <LevelDialog row={row} close={close} />
        </Suspense>
      )}
    </>
  )
}

/** The signed count record, scanned: what the typed numbers are checked against. */
function TallySheets() {
  const { files } = useLoaderData<typeof workspaceLoader>()
  const t = useTranslations('files.records.rating_cell_file')
  return (
    <Suspense fallback={null}>
      <Await resolve={files} errorElement={null}>
        {(read) =>
          read && (
            <Attachments view={read} title={t('title', { year: String(read.place.year ?? '') })} help={t('help')} />
          )
        }
      </Await>
    </Suspense>
  )
}

/** For the office: the file against the list of the law. */
function CellFileList({ view }: { view: WorkspaceView }) {
  const { fileList } = useLoaderData<typeof workspaceLoader>()
  if (!fileList) return null
  const [year, here] = [`/ratings/${view.campaign.year}`, `/ratings/${view.campaign.year}/cells/${view.cell.id}`]
  const committee = `${year}/committees/${view.cell.committeeId}`
  const ways = {
    ...{ residence: `${here}/inputs`, opinions: `${here}/inputs`, minutes: `${here}/meeting` },
    ...{ appraisal: committee, conclusion: `${committee}/decision`, complaints: `${committee}/appeals` },
    others: `/papers/${view.cell.id}/${view.campaign.year}`,
  }
  return <FileListPanel lines={fileList} of="cell" placeOf={ways} />
}

/** The other sheets of the cell's year. */
function CellPlaces({ view }: { view: WorkspaceView }) {
  const t = useTranslations('ratings.cell-places')
  const here = `/ratings/${view.campaign.year}/cells/${view.cell.id}`
  const { secondRound } = view
  return (
    <nav aria-label={t('label')} className={places['places']} data-no-print>
      <Link id={placeOf.minutes} to={`${here}/meeting`}>
        {t('meeting')}
      </Link>
      <Link to={`${here}/inputs`}>{t('inputs')}</Link>
      {secondRound && (
        <Link to={`${here}/second-round`} id="second-round">
          {t('second-round', { count: secondRound.candidates, state: secondRound.isCounted ? 'done' : 'open' })}
        </Link>
      )}
    </nav>
  )
}

const lockedKey = (state: string) =>
  (['sent', 'appraising', 'appraised'] as const).find((one) => one === state) ?? 'decided'

type MainActionProps = { state: WorkspaceState; mover: Mover; sending: ReturnType<typeof useSend>; ask: () => void }

function MainAction({ state, mover, sending, ask }: MainActionProps) {
  const { view, judged } = state
  const t = useTranslations('ratings.workspace')
  const numbers = judged.faults.some(({ code }) => ['RECORD_INCOMPLETE', 'VOTES_MISSING'].includes(code))

  if (view.entry.number === 2 && view.mayCount && view.campaign.secondEntry) {
    const done = view.entry.completedAt !== null
    return (
      <Button
        variant={done ? 'default' : 'filled'}
        onClick={() => (numbers ? ask() : state.commitRecord('complete', done ? 'false' : 'true'))}
      >
        {t(done ? 'second-reopen' : 'second-done')}
      </Button>
    )
  }
  if (!view.canWork) return null
  if (view.file.state === 'sent') {
    return (
      <Button
        loading={mover.busy}
        leftSection={<IconArrowBackUp size={18} stroke={1.6} aria-hidden />}
        onClick={() => mover.move('withdraw')}
      >
        {t('withdraw')}
      </Button>
    )
  }
  if (!view.mayEdit) return null

  return (
    <Button
      variant="filled"
      loading={mover.busy || sending.waiting}
      leftSection={<IconSend size={18} stroke={1.6} aria-hidden />}
      onClick={sending.send}
    >
      {t('send')}
      {judged.faults.length > 0 && (
        <span className="nq-only-read">, {t('to-mend', { count: judged.faults.length })}</span>
      )}
    </Button>
  )
}

function MoveRefused({ code }: { code: string }) {
  const t = useTranslations('ratings.workspace')
  return (
    <Notice tone="error" live="alert" title={t(`refusal.${refusalKey(code)}.happened`, { name: '' })}>
      {t('nothing-changed')} {t(`refusal.${refusalKey(code)}.todo`, { name: '' })}
    </Notice>
  )
}

function useSteps({ view, record, judged }: WorkspaceState): Step[] {
  const t = useTranslations('ratings.workspace.steps')
  const rated = view.rows.filter(({ notRated }) => notRated === null)
  const reviewed = rated.filter((row) => row.reviewed).length
  const sent = ['sent', 'appraising', 'appraised', 'decided'].includes(view.file.state)
  const met = record.heldOn !== '' || record.present !== ''
  const countFaults = judged.faults.filter(({ code }) => code.startsWith('RECORD') || code.startsWith('VOTES')).length
  const done = [reviewed === rated.length, met, met && countFaults === 0, sent]
  const now = sent ? -1 : met && !done[2] ? 2 : done.indexOf(false)
  const steps = [
    { name: t('review'), note: t('review-note', { done: reviewed, total: rated.length }) },
    { name: t('meeting'), note: record.heldOn === '' ? t('meeting-none') : formatDay(record.heldOn) },
    { name: t('count'), note: countFaults === 0 ? t('count-done') : t('count-note', { count: countFaults }) },
    {
      name: t('send'),
      note:
        sent && view.sentAt
          ? t('sent-note', { at: formatMoment(view.sentAt) })
          : t('due-note', { day: formatShortDay(view.campaign.cellDueOn) }),
    },
  ]
  return steps.map((step, index) => ({ ...step, state: index === now ? 'now' : done[index] ? 'done' : 'next' }))
}

const grades = { xs: 'XS', t: 'T', ht: 'HT', kht: 'KHT' } as const

function Notices({ state }: { state: WorkspaceState }) {
  const { view, queue, record } = state
  const t = useTranslations('ratings.tally')
  const w = useTranslations('ratings.workspace')
  const grade = useTranslations('ui.grade.short')
  const rowOf = (row: string) => view.rows.find(({ caseId }) => votesRow(caseId) === row)

  function nameField(_row: string, field: string): string {
    const vote = Object.entries(grades).find(([name]) => name === field)
    if (vote) return t('votes-of', { grade: grade(vote[1]) })
    const count = countFields.find((name) => name === field)
    return count
      ? t(`field.${count}`)
      : field === 'heldOn'
        ? t('held-on')
        : field === 'place'
          ? t('place')
          : t('completion')
  }

  function effect(save: QueuedSave, side: 'mine' | 'theirs') {
    const theirs = save.theirs?.values
    if (!theirs || !save.row.startsWith('votes/')) return null
    const kept = { xs: theirs['xs'] ?? '', t: theirs['t'] ?? '', ht: theirs['ht'] ?? '', kht: theirs['kht'] ?? '' }
    const values = side === 'mine' ? { ...kept, ...save.patch } : kept
    const text = (value: string | null | undefined) => value ?? ''
    const sum = sumOf({ xs: text(values.xs), t: text(values.t), ht: text(values.ht), kht: text(values.kht) })
    const fits = sum !== null && sum === numberOf(record.valid)
    return { fits, text: t(fits ? 'sum-fits' : 'sum-misses', { sum: sum ?? 0 }) }
  }

  return (
    <TallyNotices
      queue={queue}
      nameField={nameField}
      nameRow={(row) => {
        const person = rowOf(row)
        return person ? w('row-name', { position: person.position, name: person.name }) : t('record')
      }}
      effect={effect}
    />
  )
}
