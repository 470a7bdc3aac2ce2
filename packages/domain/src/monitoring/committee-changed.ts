import { blockLevel, type CellCounts, committeeStatus } from './combine-statuses.ts'
import type { FoundSign, WholeJudgement } from './finish-judgement.ts'
import { type LevelBlock, levelBlocks, type SignalStatus } from './indicator.ts'
import type { Answer, ReadCatalogue } from './judge-organization.ts'

/** A cell that went from one status to another. */
export type CellMove = { readonly indicator: string; readonly from: SignalStatus; readonly to: SignalStatus }

/** A committee's judgement after one of its cells moved: its counts, statuses and levels of A1 to A4; the rest stands (E7). */
export function committeeChanged(
  { answers }: { readonly answers: readonly Answer[] },
  moves: readonly CellMove[],
  { catalogue }: ReadCatalogue,
): WholeJudgement {
  const blocks = new Map(catalogue.indicators.map(({ id, block }) => [id, block]))
  const changed = answers.map((answer): Answer => {
    const move = moves.find(({ indicator }) => indicator === answer.indicator)
    if (!move || !answer.cells) return answer
    const cells = moved(answer.cells, move)
    return { ...answer, cells, status: committeeStatus(cells) }
  })
  const levels = Object.fromEntries(
    levelBlocks.map((block) => [
      block,
      blockLevel(changed.filter(({ indicator }) => blocks.get(indicator) === block).map(({ status }) => status)),
    ]),
  ) as Record<LevelBlock, number | null>
  return { answers: changed, levels, signs: changed.flatMap((answer) => signOf(answer, blocks)) }
}

function moved(cells: CellCounts, { from, to }: CellMove): CellCounts {
  const counts: Partial<Record<SignalStatus, number>> = { ...cells, [to]: (cells[to] ?? 0) + 1 }
  const left = (counts[from] ?? 0) - 1
  if (left > 0) counts[from] = left
  else delete counts[from]
  return counts
}

function signOf(answer: Answer, blocks: ReadonlyMap<string, string>): FoundSign[] {
  const { status, indicator: code, subject, subjectName, since } = answer
  if (status !== 'red' && status !== 'yellow') return []
  const kind = blocks.get(code) === 'X' ? 'contradiction' : status
  return [{ code, kind, subject, subjectName, since, answer, against: null }]
}
