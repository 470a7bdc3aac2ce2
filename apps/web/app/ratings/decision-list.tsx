import { decidedOutcomes } from '@nq15/domain/ratings'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { GradeChip } from '../ui/grade-chip.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import classes from './decision.module.css'
import type { decisionLoader } from './decision.server.ts'

type Cell = ReturnType<typeof useLoaderData<typeof decisionLoader>>['cells'][number]
type Person = Cell['people'][number]

/** The list of a decision as it was decided, cell by cell. */
export function DecidedList() {
  const { cells } = useLoaderData<typeof decisionLoader>()
  const t = useTranslations('ratings.decision')
  const columns: ReadonlyArray<Column<Person>> = [
    { id: 'name', head: t('list.name'), phone: 'title', cell: ({ fullName }) => fullName },
    {
      id: 'card',
      head: t('list.card'),
      cell: ({ cardNumber }) => cardNumber ?? <MissingValue kind="missing" />,
    },
    {
      id: 'points',
      head: t('list.points'),
      numeric: true,
      cell: ({ totalPoints }) => totalPoints?.replace('.', ',') ?? <MissingValue kind="not-applicable" />,
    },
    {
      id: 'level',
      head: t('list.level'),
      cell: ({ outcome, notRatedReason }) => (
        <>
          <GradeChip grade={outcome} /> {notRatedReason}
        </>
      ),
    },
  ]
  return (
    <>
      {cells.map((cell) => (
        // A committee decides on a thousand people: each cell is one line with its counts until it is opened.
        <details key={cell.organizationId} className={classes['cell']} open={cells.length <= openTogether}>
          <summary>
            <h3>{cell.name}</h3>{' '}
            <span className={classes['small']}>{t('list.people', { count: cell.people.length })}</span>{' '}
            <Counts people={cell.people} />
          </summary>
          <DataTable label={cell.name} columns={columns} rows={cell.people} rowKey={({ caseId }) => caseId} compact />
        </details>
      ))}
    </>
  )
}

/** With a few cells the list is short enough to stand open. */
const openTogether = 3

function Counts({ people }: { people: readonly Person[] }) {
  const counted = decidedOutcomes
    .map((grade) => ({ grade, count: people.filter((person) => person.outcome === grade).length }))
    .filter(({ count }) => count > 0)
  return (
    <span className={classes['counts']}>
      {counted.map(({ grade, count }) => (
        <span key={grade}>
          <GradeChip grade={grade} /> {count}
        </span>
      ))}
    </span>
  )
}
