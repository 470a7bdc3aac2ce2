/** The vote fields of a person in screen order. */
export const voteFields = ['xs', 't', 'ht', 'kht'] as const
export type VoteField = (typeof voteFields)[number]

type Votes = Readonly<Record<VoteField, string>>
/** A person with a ballot, in screen order. */
export type PasteRow = { readonly caseId: string; readonly name: string; readonly votes: Votes }

export type PastedCell = {
  readonly caseId: string
  readonly name: string
  readonly field: VoteField
  readonly from: string
  readonly to: string
}

/** What a pasted block would do: the cells that change, texts that are no number, and cells outside the table. */
export type PastePlan = {
  readonly changes: readonly PastedCell[]
  readonly notNumbers: readonly PastedCell[]
  readonly outside: number
}

/** Lays a block of a sheet over the votes, its first cell at `at`; empty cells change nothing, heads of a sheet are no numbers. */
export function planPaste(
  cells: readonly (readonly string[])[],
  at: { readonly row: number; readonly column: number },
  rows: readonly PasteRow[],
): PastePlan {
  const changes: PastedCell[] = []
  const notNumbers: PastedCell[] = []
  let outside = 0
  for (const [down, line] of cells.entries()) {
    for (const [right, text] of line.entries()) {
      if (text === '') continue
      const row = rows[at.row + down]
      const field = voteFields[at.column + right]
      if (!row || !field) {
        outside += 1
        continue
      }
      const cell = { caseId: row.caseId, name: row.name, field, from: row.votes[field], to: text }
      if (!/^\d{1,5}$/.test(text)) notNumbers.push(cell)
      else if (String(Number(text)) !== row.votes[field]) changes.push({ ...cell, to: String(Number(text)) })
    }
  }
  return { changes, notNumbers, outside }
}
