import { Link } from '@remix-run/react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { GradeChip } from '../ui/grade-chip.tsx'
import { NumberCell } from '../ui/number-cell.tsx'
import { OutcomeChip } from '../ui/outcome-chip.tsx'
import { type VoteField, voteFields } from './tally-paste.ts'
import classes from './workspace.module.css'
import { Fault, isBroken } from './workspace-fault.tsx'
import { placeOf } from './workspace-faults.ts'
import { usePoints } from './workspace-points.ts'
import type { VoteValues, WorkspaceRow } from './workspace-view.ts'
import { GradeWhy, PointsWhy } from './workspace-why.tsx'

/** What the row is told besides its person; plain values, so that typing in one row draws that row alone. */
export type RowProps = {
  readonly row: WorkspaceRow
  /** Place among the rows that have a ballot. */
  readonly line: number
  readonly year: number
  readonly votes: VoteValues
  readonly sum: number | null
  readonly valid: string
  readonly mayCount: boolean
  readonly mayEdit: boolean
  /** The fault of the votes as code and sentence. */
  readonly fault: { readonly code: string; readonly text: string } | null
  readonly missing: boolean
  /** Codes of what else is to be mended for this person. */
  readonly needs: string
  readonly type: (row: string, field: string, text: string | null) => void
  readonly commit: (caseId: string, field: VoteField, text: string) => void
  readonly propose: (caseId: string) => void
}

/** Spelled out, because the card layout of phones takes a table's own meaning away from screen readers. */
const roles = { row: 'row', cell: 'cell', rowheader: 'rowheader' } as const
const grades = { xs: 'XS', t: 'T', ht: 'HT', kht: 'KHT' } as const

/** One person: facts, what the rules propose, and the votes as typed; a fault stands in the row below. */
export const WorkspaceTableRow = memo(function WorkspaceTableRow(props: RowProps) {
  const { row, votes, fault, sum, valid, needs, missing } = props
  const t = useTranslations('ratings.workspace')
  const grade = useTranslations('ui.grade')
  if (row.notRated !== null) return <NotRatedRow row={row} year={props.year} />
  const broken = voteFields.filter((field) => isBroken(votes[field]))
  const wrong = fault !== null || broken.length > 0
  const faultId = `fault-${row.caseId}`
  const shade = wrong ? classes['red'] : ''
  const todo = wrong || needs !== '' || missing
  return (
    <>
      <tr
        role={roles.row}
        className={`${classes['row']} ${shade}`}
        data-needs={todo || undefined}
        id={`row-${row.caseId}`}
      >
        <td role={roles.cell} className={classes['number']}>
          {row.position}
        </td>
        <th role={roles.rowheader} scope="row" className={classes['who']}>
          <span className={classes['phoneOnly']}>{row.position}. </span>
          <Link to={`/ratings/${props.year}/cases/${row.caseId}`}>{row.name}</Link>
          <span className={classes['second']}>
            {t('form', { form: row.form })}
            {row.post && `, ${row.post}`}
          </span>
        </th>
        <td role={roles.cell} className={classes['points']}>
          <Points row={row} year={props.year} />
        </td>
        <td role={roles.cell} className={classes['tasks']}>
          <Tasks row={row} />
        </td>
        <td role={roles.cell} className={classes['self']}>
          <span className={classes['phoneLabel']}>{t('head.self')} </span>
          {row.selfGrade ? (
            <GradeChip grade={row.selfGrade} />
          ) : (
            <span className={classes['quiet']}>{t('not-yet')}</span>
          )}
        </td>
        <td role={roles.cell} className={classes['rule']} data-row-why>
          <span className={classes['phoneLabel']}>{t('head.rule')} </span>
          <RuleCell {...props} />
        </td>
        {voteFields.map((field, column) => (
          <td role={roles.cell} key={field} className={classes['vote']} id={placeOf.votes(row.caseId, field)}>
            <span className={classes['voteHead']} aria-hidden>
              {grade(`short.${grades[field]}`)}
            </span>
            <NumberCell
              row={props.line}
              column={column}
              label={t('vote-label', { name: row.name, grade: grade(`full.${grades[field]}`) })}
              value={votes[field]}
              readOnly={!props.mayCount}
              state={fault !== null || broken.includes(field) ? 'error' : 'plain'}
              {...(wrong ? { describedBy: faultId } : {})}
              onType={(text) => props.type(`votes/${row.caseId}`, field, text)}
              onCommit={(text) => props.commit(row.caseId, field, text)}
            />
          </td>
        ))}
        <td role={roles.cell} className={classes['sum']}>
          {sum === null ? (
            <span className={classes['quiet']}>{t('not-counted')}</span>
          ) : (
            <>
              <strong className={fault ? classes['redText'] : undefined}>{sum}</strong>{' '}
              <span className={classes['quiet']}>/ {valid === '' ? '–' : valid}</span>
            </>
          )}
        </td>
      </tr>
      {wrong && (
        <tr role={roles.row} className={`${classes['faultRow']} ${shade}`}>
          <td role={roles.cell} aria-hidden className={classes['faultEdge']} />
          <td role={roles.cell} colSpan={10} id={faultId}>
            {broken.map((field) => (
              <Fault key={field} code="P-02" text={t('not-a-count', { typed: votes[field] })} rest={t('kept-here')} />
            ))}
            {fault && <Fault code={fault.code} text={fault.text} rest={t('recount')} />}
          </td>
        </tr>
      )}
    </>
  )
}, sameRow)

function NotRatedRow({ row, year }: { row: WorkspaceRow; year: number }) {
  const t = useTranslations('ratings.workspace')
  return (
    <tr role={roles.row} className={classes['row']} id={`row-${row.caseId}`}>
      <td role={roles.cell} className={classes['number']}>
        {row.position}
      </td>
      <th role={roles.rowheader} scope="row" className={classes['who']}>
        <span className={classes['phoneOnly']}>{row.position}. </span>
        <Link to={`/ratings/${year}/cases/${row.caseId}`}>{row.name}</Link>
        <span className={classes['second']}>{t('form', { form: row.form })}</span>
      </th>
      <td role={roles.cell} colSpan={3} className={classes['wide']} />
      <td role={roles.cell} className={classes['rule']}>
        <strong>{t('not-rated')}</strong>
        <span className={classes['second']}>{row.notRated}</span>
      </td>
      <td role={roles.cell} colSpan={5} className={classes['noBallot']}>
        {t('no-ballot')}
      </td>
    </tr>
  )
}

function Points({ row, year }: { row: WorkspaceRow; year: number }) {
  const t = useTranslations('ratings.workspace')
  const points = usePoints()
  const { general, result, total } = row.points
  if (total === null) {
    return (
      <>
        <Link to={`/ratings/${year}/cases/${row.caseId}/review`} id={placeOf.review(row.caseId)} data-fault>
          <Chip look="dashed">{t('not-yet')}</Chip>
          <span className="nq-only-read"> {t('enter-review', { name: row.name })}</span>
        </Link>
        <span className={classes['second']}>
          {points(general)} + {points(result)}
        </span>
      </>
    )
  }
  return (
    <>
      <PointsWhy row={row} year={year}>
        {points(total)}
      </PointsWhy>
      <span className={classes['second']}>
        {points(general)} + {points(result)}
      </span>
      {!row.reviewed && (
        <Link
          className={classes['second'] ?? ''}
          to={`/ratings/${year}/cases/${row.caseId}/review`}
          id={placeOf.review(row.caseId)}
          data-fault
        >
          {t('not-handed-in')}
        </Link>
      )}
    </>
  )
}

function Tasks({ row: { tasks } }: { row: WorkspaceRow }) {
  const t = useTranslations('ratings.workspace')
  const { assigned, onTime, late, failed, exceeded } = tasks
  if (assigned === null || onTime === null) return <span className={classes['quiet']}>{t('not-typed')}</span>
  return (
    <>
      {[
        `${onTime}/${assigned}`,
        ...(failed ? [t('failed', { count: failed })] : []),
        ...(late ? [t('late', { count: late })] : []),
        ...(exceeded ? [t('exceeded', { count: exceeded })] : []),
      ].join(', ')}
    </>
  )
}

function RuleCell({ row, year, mayEdit, propose, needs }: RowProps) {
  const t = useTranslations('ratings.workspace')
  const open = () => propose(row.caseId)
  const reason =
    row.grade === null || row.grade !== row.selfGrade
      ? row.findings.find(({ severity }) => severity !== 'WARN')
      : undefined
  const tone = row.grade === 'KHT' || row.outcome === 'INVALID' ? classes['redText'] : classes['watchText']
  const chip = row.grade ? (
    <GradeChip grade={row.grade} />
  ) : (
    <OutcomeChip outcome={row.outcome === 'INVALID' ? 'invalid' : row.points.total === null ? 'no-data' : 'manual'} />
  )
  const levelNeeded = needs.includes('LEVEL_MISSING') || needs.includes('NOT_CHOSEN')
  const ballotDiffers = row.ballotGrade !== null && row.effective !== null && row.ballotGrade !== row.effective
  return (
    <>
      {reason ? (
        <span className={classes['ruleLine']}>
          {chip} <span className={tone}>{reason.short}</span>{' '}
          <GradeWhy row={row} year={year} propose={mayEdit ? open : undefined} />
        </span>
      ) : (
        <GradeWhy row={row} year={year} propose={mayEdit ? open : undefined}>
          {chip}
        </GradeWhy>
      )}
      {row.chosen && (
        <span className={classes['second']}>
          {t('chosen')} <GradeChip grade={row.chosen.grade} /> {row.chosen.reason}
        </span>
      )}
      {ballotDiffers && row.ballotGrade && (
        <span className={classes['second']}>
          {t('ballot-says')} <GradeChip grade={row.ballotGrade} />
        </span>
      )}
      {mayEdit && (levelNeeded || row.chosen) && (
        <button
          type="button"
          className={classes['link']}
          onClick={open}
          id={placeOf.level(row.caseId)}
          data-fault={levelNeeded || undefined}
        >
          {row.isHead && row.collective === null && row.led === null
            ? t('enter-collective')
            : row.chosen
              ? t('change-level')
              : t('enter-level')}
          <span className="nq-only-read">: {row.name}</span>
        </button>
      )}
    </>
  )
}

function sameRow(before: RowProps, after: RowProps): boolean {
  const keys = [
    'row',
    'line',
    'sum',
    'valid',
    'mayCount',
    'mayEdit',
    'missing',
    'needs',
    'type',
    'commit',
    'propose',
  ] as const
  return (
    keys.every((key) => before[key] === after[key]) &&
    voteFields.every((field) => before.votes[field] === after.votes[field]) &&
    before.fault?.text === after.fault?.text
  )
}
