import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Names the member a denunciation is about by his card; false when there is no such member. Throws where the paper is not the actor's. */
export async function nameRespondent(
  tx: Tx,
  _scope: Scope,
  { petitionId, card }: { readonly petitionId: string; readonly card: string },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    select app.name_respondent(${petitionId}::uuid, ${card}) as found`
  return row?.found ?? false
}
