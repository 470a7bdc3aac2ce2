import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

type Save = {
  readonly memberId: string
  readonly organizationId: string
  readonly year: number
  readonly quarter: number
  /** The version the writer saw; 0 when there was none. */
  readonly version: number
  readonly postTitle: string
  readonly axes: Readonly<Record<string, { readonly max: string; readonly points: string | null }>>
  readonly generalPoints: string | null
  readonly resultPoints: string | null
  readonly belowMinimum: boolean | null
  readonly remark: string
  readonly at: Date
}

/** Stores a quarter of a leading cadre; answers the new version, or null when somebody else saved meanwhile. */
export async function saveQuarter(tx: Tx, { actor }: Scope, { version, at, ...quarter }: Save): Promise<number | null> {
  const who = { enteredBy: actor.userId, enteredByName: actor.name, updatedAt: at }
  const { memberId, year, quarter: number, organizationId, ...typed } = quarter
  if (version === 0) {
    const data = [{ id: newId(), memberId, year, quarter: number, organizationId, ...typed, ...who }]
    const { count } = await tx.ratingQuarter.createMany({ data, skipDuplicates: true })
    return count === 1 ? 1 : null
  }
  const { count } = await tx.ratingQuarter.updateMany({
    where: { memberId, year, quarter: number, version },
    data: { ...typed, ...who, version: { increment: 1 } },
  })
  return count === 1 ? version + 1 : null
}
