import { Differences } from './differences.tsx'
import type { WorkspaceState } from './workspace-state.ts'

/** Where the two entries of the first round differ; only after both are whole. */
export function WorkspaceEntries({ state }: { state: WorkspaceState }) {
  const { view } = state
  if (view.differences === null) return null
  const nameOf = (caseId: string) => {
    const row = view.rows.find((one) => one.caseId === caseId)
    return row ? `${row.position}. ${row.name}` : ''
  }
  return (
    <Differences
      differences={view.differences}
      url={`/ratings/${view.campaign.year}/cells/${view.cell.id}/settle`}
      round={1}
      mayCount={view.maySettle}
      otherName={view.entry.otherName ?? ''}
      nameOf={nameOf}
    />
  )
}
