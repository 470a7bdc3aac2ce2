import type { ReactNode } from 'react'
import { ActorName } from './actor-name.tsx'
import { type Column, DataTable } from './data-table.tsx'
import { formatDay } from './format.ts'
import { Panel } from './panel.tsx'

type Step = { readonly onDay: string; readonly actorName: string }
type StepListProps<One extends Step> = {
  words: Readonly<Record<'title' | 'day' | 'step' | 'by', string>>
  steps: readonly One[]
  event: (step: One) => ReactNode
  /** What else was said or decided. */
  more: readonly Column<One & { readonly at: string }>[]
}

/** The steps a record has taken: the day, what was done, by whom, and what was said. */
export function StepList<One extends Step>({ words, steps, event, more }: StepListProps<One>) {
  return (
    <Panel title={words.title} flush>
      <DataTable
        label={words.title}
        rows={steps.map((one, at) => ({ ...one, at: String(at) }))}
        rowKey={({ at }) => at}
        columns={[
          { id: 'day', head: words.day, phone: 'title', cell: ({ onDay }) => formatDay(onDay) },
          { id: 'event', head: words.step, cell: event },
          { id: 'by', head: words.by, cell: ({ actorName }) => <ActorName name={actorName} /> },
          ...more,
        ]}
      />
    </Panel>
  )
}
