import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Makes the partitions of this year and the next where they are missing; answers how many. For the product's own hands. */
export async function prepareYears(tx: Tx, _scope: Scope): Promise<number> {
  const [row] = await tx.$queryRaw<{ made: number }[]>`select app.prepare_years() as made`
  return row?.made ?? 0
}
