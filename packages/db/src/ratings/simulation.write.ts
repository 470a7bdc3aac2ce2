import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** A comparison to be kept. */
export type NewSimulation = {
  readonly organizationId: string
  readonly campaignId: string
  /** Null where the newer reading of the year's rules was tried. */
  readonly overlayId: string | null
  readonly contentHash: string
  readonly cases: number
  readonly moved: number
  readonly result: object
  readonly at: Date
}

/** Keeps a comparison and answers its id. */
export async function insertSimulation(
  tx: Tx,
  { actor }: Scope,
  { at, result, ...simulation }: NewSimulation,
): Promise<string> {
  const id = newId()
  await tx.ruleSimulation.createMany({
    data: [
      {
        ...simulation,
        id,
        result: result as Prisma.InputJsonObject,
        askedBy: actor.userId,
        askedByName: actor.name,
        simulatedAt: at,
      },
    ],
  })
  return id
}

/** A dossier that moved, as the comparison keeps it. */
export type NewMove = {
  readonly caseId: string
  readonly before: string
  readonly after: string
  readonly reasons: readonly string[]
}

/** Keeps who moved beside one's own comparison, in one statement; nobody reads it who reads no persons. */
export async function insertSimulationMoves(
  tx: Tx,
  _scope: Scope,
  { simulationId, moves }: { readonly simulationId: string; readonly moves: readonly NewMove[] },
): Promise<void> {
  if (moves.length === 0) return
  await tx.$executeRaw`select app.keep_simulation_moves(${simulationId}::uuid, ${JSON.stringify(moves)}::jsonb)`
}
