import { Button, Textarea } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigate, useNavigation, useSearchParams } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Deadline } from '../ui/deadline.tsx'
import { FileChip } from '../ui/file-chip.tsx'
import { addressWith, FilterButtons } from '../ui/filter-buttons.tsx'
import { dayOf, formatShortDay, formatTime } from '../ui/format.ts'
import { IconArrowBackUp, IconCheck, IconEye } from '../ui/icons.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { RowCheckbox } from '../ui/row-checkbox.tsx'
import { RowLink } from '../ui/row-link.tsx'
import { StackedBar } from '../ui/stacked-bar.tsx'
import classes from './board.module.css'
import type { boardAction, boardLoader, ShownBoardRow } from './board.server.ts'

const formId = 'board-form'
const shownAtOnce = 60

/** The files of a committee's cells: counted filters, what needs the office first, steps for one or several at once. */
export function BoardTable() {
  const { rows, states, year, isOpen } = useLoaderData<typeof boardLoader>()
  const t = useTranslations('ratings.board')
  const table = useTranslations('ui.table')
  const grade = useTranslations('ui.grade')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [returning, setReturning] = useState(false)
  const answer = useActionData<typeof boardAction>()
  useEffect(() => {
    if (answer === undefined) return
    const wholeFormRefused = answer.moved === 0 && answer.refused.some(({ organizationId }) => organizationId === null)
    if (wholeFormRefused) return
    setChosen(new Set(answer.refused.flatMap(({ organizationId }) => organizationId ?? [])))
    setReturning(false)
  }, [answer])

  const state = search.get('state')
  const wanted = rows.filter((row) => state === null || (groups[state] ?? [state]).includes(row.state))
  const shown = search.get('all') === '1' ? wanted : wanted.slice(0, shownAtOnce)
  const toggle = (id: string) =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]))
  const notSent = states['not-started'] + states['in-work'] + states['with-intermediate']

  const columns: ReadonlyArray<Column<ShownBoardRow>> = [
    ...(isOpen
      ? [
          {
            id: 'choose',
            head: <span data-no-print>{t('choose')}</span>,
            label: t('choose'),
            width: '3.75rem',
            cell: ({ organizationId, version, name }: ShownBoardRow) => (
              <RowCheckbox
                form={formId}
                name="file"
                value={`${organizationId}:${version}`}
                checked={chosen.has(organizationId)}
                onChange={() => toggle(organizationId)}
                label={t('choose-one', { name })}
              />
            ),
          },
        ]
      : []),
    {
      id: 'name',
      head: t('cell'),
      width: '12rem',
      phone: 'title',
      cell: ({ organizationId, name, secretary }) => (
        <>
          <RowLink className={classes['name']} to={`/ratings/${year}/cells/${organizationId}`}>
            {name}
          </RowLink>
          {secretary !== null && <div className={classes['second']}>{t('secretary', { name: secretary })}</div>}
        </>
      ),
    },
    { id: 'state', head: t('state'), width: '19rem', cell: (row) => <StateCell row={row} t={t} /> },
    {
      id: 'rated',
      head: t('rated'),
      numeric: true,
      cell: ({ membersRated, membersTotal }) => (
        <>
          <strong>{membersRated}</strong> / {membersTotal}
        </>
      ),
    },
    { id: 'levels', head: t('levels'), width: '11rem', cell: (row) => <LevelsCell row={row} t={t} grade={grade} /> },
  ]

  return (
    <Panel title={t('files')} flush>
      <div className={classes['filters']} data-no-print>
        <FilterButtons
          name="state"
          label={t('filter')}
          choices={[
            { value: null, label: t('filters.all'), count: rows.length },
            { value: 'returned', label: t('filters.returned'), count: states.returned },
            { value: 'appraising', label: t('filters.appraising'), count: states.appraising },
            { value: 'sent', label: t('filters.sent'), count: states.sent },
            { value: 'appraised', label: t('filters.appraised'), count: states.appraised },
            { value: 'not-sent', label: t('filters.not-sent'), count: notSent },
            ...(states.decided > 0 ? [{ value: 'decided', label: t('filters.decided'), count: states.decided }] : []),
          ]}
        />
      </div>
      <DataTable
        label={t('files')}
        columns={columns}
        rows={shown}
        rowKey={({ organizationId }) => organizationId}
        tone={({ organizationId }) => (chosen.has(organizationId) ? 'selected' : undefined)}
        onOpen={({ organizationId }) => navigate(`/ratings/${year}/cells/${organizationId}`)}
        onKey={(key, { organizationId }) => {
          if (!isOpen) return false
          if (key === ' ') toggle(organizationId)
          else if (key.toLowerCase() === 't') {
            setChosen((before) => (before.has(organizationId) ? before : new Set([organizationId])))
            setReturning(true)
          } else return false
          return true
        }}
        total={wanted.length}
        allTo={addressWith(search, 'all', '1')}
        empty={<p style={{ padding: '1rem' }}>{t('none-in-state')}</p>}
        keys={
          <>
            <KeyHint keys={['↑', '↓']}>{table('key-row')}</KeyHint>
            <KeyHint keys={[t('space')]}>{t('key-choose')}</KeyHint>
            <KeyHint keys={['↵']}>{table('key-open')}</KeyHint>
            <KeyHint keys={['T']}>{t('key-return')}</KeyHint>
          </>
        }
      />
      {isOpen && (
        <SelectionBar
          chosen={chosen}
          choose={(ids) => setChosen(new Set(ids))}
          shown={shown}
          returning={returning}
          setReturning={setReturning}
        />
      )}
    </Panel>
  )
}

/** The counted filter "not sent" stands for two states. */
const groups: Partial<Record<string, readonly string[]>> = {
  // What lies with the level between has not reached the committee.
  'not-sent': ['not-started', 'in-work', 'with-intermediate'],
}

/** Everything on the board is of one campaign: the year need not be said on every line. */
const shortMoment = (at: string) => `${formatShortDay(dayOf(at))} ${formatTime(at).slice(0, 5)}`

/** Words of one room, taken once for the whole table: each taking costs as much as a cell. */
type WordsOf<Room extends 'ratings.board' | 'ui.grade'> = ReturnType<typeof useTranslations<Room>>
type StateCellProps = { row: ShownBoardRow; t: WordsOf<'ratings.board'> }

function StateCell({ row: { state, returnReason, step, deadline }, t }: StateCellProps) {
  const happened =
    step === null ? t('steps.not-started') : t(`steps.${state}`, { at: shortMoment(step.at), by: step.by })
  return (
    <>
      <FileChip state={state} />
      {state === 'returned' && returnReason !== null && (
        <div className={`${classes['second']} ${classes['why']}`}>{returnReason}</div>
      )}
      <div className={classes['second']}>{happened}</div>
      {deadline !== null && (
        <div className={`${classes['second']} ${classes['due']}`}>
          <span>{t('due')}</span> <Deadline deadline={deadline} />
        </div>
      )}
    </>
  )
}

type LevelsCellProps = { row: ShownBoardRow; t: WordsOf<'ratings.board'>; grade: WordsOf<'ui.grade'> }

function LevelsCell({ row: { levels, unsettled, membersRated }, t, grade }: LevelsCellProps) {
  if (levels === null) {
    return membersRated === 0 ? <MissingValue kind="not-applicable" /> : <MissingValue kind="missing" />
  }
  const [XS = 0, T = 0, HT = 0, KHT = 0] = levels
  return (
    <div className={classes['levels']}>
      <StackedBar
        slim
        sentence={t('levels-sentence', { XS, T, HT, KHT })}
        parts={[
          { name: grade('short.XS'), value: XS, look: 'strong' },
          { name: grade('short.T'), value: T, look: 'middle' },
          { name: grade('short.HT'), value: HT, look: 'plain' },
          { name: grade('short.KHT'), value: KHT, look: 'red' },
        ]}
      />
      {unsettled > 0 && <div className={classes['second']}>{t('unsettled', { count: unsettled })}</div>}
    </div>
  )
}

type SelectionBarProps = {
  chosen: ReadonlySet<string>
  choose: (ids: readonly string[]) => void
  shown: readonly ShownBoardRow[]
  returning: boolean
  setReturning: (returning: boolean) => void
}

/** Steps for the chosen files. Returning asks for its reason first; the last ones given are offered. */
function SelectionBar({ chosen, choose, shown, returning, setReturning }: SelectionBarProps) {
  const { rows, reasons, requestId } = useLoaderData<typeof boardLoader>()
  const answer = useActionData<typeof boardAction>()
  const t = useTranslations('ratings.board')
  const busy = useNavigation().state !== 'idle'
  const field = useRef<HTMLTextAreaElement>(null)
  const [reason, setReason] = useState('')
  useEffect(() => {
    if (returning) field.current?.focus()
  }, [returning])
  const inState = (...states: string[]) =>
    rows.filter(({ organizationId, state }) => chosen.has(organizationId) && states.includes(state)).length

  return (
    <Form method="post" id={formId} className={classes['bar']} replace preventScrollReset data-no-print>
      <input type="hidden" name="requestId" value={requestId} />
      <div className={classes['barLine']}>
        <span className={classes['barCount']} role="status">
          {t('chosen', { count: chosen.size })}{' '}
          <button
            type="button"
            className={classes['link']}
            onClick={() => choose(chosen.size > 0 ? [] : shown.map(({ organizationId }) => organizationId))}
          >
            {chosen.size > 0 ? t('choose-none') : t('choose-all', { count: shown.length })}
          </button>
        </span>
        <Button
          type="submit"
          name="intent"
          value="take-up"
          disabled={busy}
          leftSection={<IconEye size={18} stroke={1.6} aria-hidden />}
        >
          {t('take-up', { count: inState('sent') })}
        </Button>
        <Button
          type="submit"
          name="intent"
          value="accept"
          disabled={busy}
          leftSection={<IconCheck size={18} stroke={1.6} aria-hidden />}
        >
          {t('accept', { count: inState('appraising') })}
        </Button>
        <Button
          type={returning ? 'button' : 'submit'}
          name="intent"
          value="return"
          aria-expanded={returning}
          disabled={busy}
          onClick={(event) => {
            event.preventDefault()
            setReturning(!returning)
          }}
          leftSection={<IconArrowBackUp size={18} stroke={1.6} aria-hidden />}
        >
          {t('return', { count: inState('sent', 'appraising', 'appraised') })}
        </Button>
      </div>
      {returning && (
        <div className={classes['reason']}>
          <Textarea
            ref={field}
            name="reason"
            label={t('reason')}
            description={t('reason-note')}
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            error={
              answer?.refused.some(({ code }) => code === 'REASON_NEEDED') ? t('refused.REASON_NEEDED') : undefined
            }
            onKeyDown={({ key }) => {
              if (key === 'Escape') setReturning(false)
            }}
          />
          {reasons.length > 0 && (
            <div className={classes['offered']}>
              <span className={classes['small']}>{t('reasons-last')}</span>
              {reasons.map((offered) => (
                <Button key={offered} size="compact-sm" onClick={() => setReason(offered)}>
                  {offered.length > 60 ? `${offered.slice(0, 58)}…` : offered}
                </Button>
              ))}
            </div>
          )}
          <div className={classes['barLine']}>
            <Button type="submit" name="intent" value="return" variant="filled" disabled={busy}>
              {t('return-now', { count: chosen.size })}
            </Button>
            <Button onClick={() => setReturning(false)}>{t('cancel')}</Button>
          </div>
        </div>
      )}
      <MoveAnswer />
    </Form>
  )
}

/** What became of the last step: how many moved, and each that did not with its reason. */
function MoveAnswer() {
  const { rows } = useLoaderData<typeof boardLoader>()
  const answer = useActionData<typeof boardAction>()
  const t = useTranslations('ratings.board')
  if (answer === undefined) return null
  const { moved, refused, intent } = answer
  // Many files are mostly refused for one reason: it is said once, with the cells it concerns.
  const namesOf = (code: (typeof refused)[number]['code']) =>
    rows
      .filter(({ organizationId }) => refused.some((one) => one.code === code && one.organizationId === organizationId))
      .map(({ name }) => name)
      .join(', ')
  return (
    <>
      {moved > 0 && intent !== null && (
        <Notice tone="ok" live="status">
          {t(`done.${intent}`, { count: moved })}
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice
          tone="error"
          live="alert"
          title={t('refused-title', { count: refused.filter(({ organizationId }) => organizationId !== null).length })}
        >
          <ul style={{ paddingInlineStart: '1.25rem' }}>
            {[...new Set(refused.map(({ code }) => code))].map((code) => (
              <li key={code}>
                {t(`refused.${code}`)} {namesOf(code)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
