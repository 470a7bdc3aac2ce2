import type { Fate } from '@nq15/domain/organizations'
import type { SuccessionPreview } from './preview-succession.ts'

/** One line of what moves: records of a kind that share fate, place and goal, counted; names, never persons. */
export type MovingRow = {
  readonly key: string
  readonly kind: string
  readonly fate: Fate
  readonly from: string
  readonly to: string
  readonly count: number
}

/** What moves, told together where kind, fate, place and goal are the same: three hundred cells that only change their superior are one line. */
export function summariseMoves({ plan, names }: Pick<SuccessionPreview, 'plan' | 'names'>): readonly MovingRow[] {
  const rows = new Map<string, MovingRow>()
  const add = (row: Omit<MovingRow, 'key'>) => {
    const key = [row.kind, row.fate, row.from, row.to].join(' ')
    rows.set(key, { ...row, key, count: row.count + (rows.get(key)?.count ?? 0) })
  }
  const nameOf = (id: string | null) => (id === null ? '' : (names.get(id) ?? '…'))
  for (const { fromId, toId } of plan.tree.moved)
    add({
      kind: 'organizations',
      fate: toId === null ? 'stuck' : 'moved',
      from: nameOf(fromId),
      to: nameOf(toId),
      count: 1,
    })
  for (const { kind, fate, fromId, toId, heirIds, count } of plan.movements) {
    const to = fate === 'stays' ? heirIds.map(nameOf).join(', ') : fate === 'follows' ? '' : nameOf(toId)
    add({ kind, fate, from: fate === 'follows' && kind === 'members' ? '' : nameOf(fromId), to, count })
  }
  return [...rows.values()]
}
