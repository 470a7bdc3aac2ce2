import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { GradeChip, type ShownGrade } from '../ui/grade-chip.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { Panel } from '../ui/panel.tsx'
import type { decisionLoader } from './decision.server.ts'

type Cell = ReturnType<typeof useLoaderData<typeof decisionLoader>>['cells'][number]
type Person = Cell['people'][number]

const grades: Partial<Record<string, ShownGrade>> = {
  XS: 'excellent',
  T: 'good',
  HT: 'completed',
  KHT: 'not-completed',
  NOT_RATED: 'not-rated',
}

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
          <GradeChip grade={grades[outcome] ?? 'not-rated'} /> {notRatedReason}
        </>
      ),
    },
  ]
  return (
    <>
      {cells.map(({ organizationId, name, people }) => (
        <Panel key={organizationId} title={name} note={t('list.people', { count: people.length })} flush level={3}>
          <DataTable label={name} columns={columns} rows={people} rowKey={({ caseId }) => caseId} compact />
        </Panel>
      ))}
    </>
  )
}
