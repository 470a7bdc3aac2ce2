import { join } from 'node:path'
import { fillEmbedded, upgradeEmbedded } from '@nq15/db/embedded'
import { loadTables, type TablePiece } from '@nq15/db/operations/loaded-tables.write'
import { migrationsFolder } from '@nq15/db/seed/test-database'
import { changes } from './changes.ts'
import { readRows } from './fixture.ts'
import { compareKept, type TableKept } from './kept.ts'
import { Leavings } from './leavings.ts'
import type { EarlierState } from './states.ts'
import { readWalls } from './walls.ts'

/** The tables of a state with how each was kept, and what guards them afterwards. */
export type Upgraded = {
  readonly seconds: number
  readonly applied: readonly string[]
  readonly kept: readonly TableKept[]
  readonly walls: readonly string[]
}

/** Gives the pieces to `loadTables` one by one. */
export async function* piecesOf(pieces: readonly TablePiece[]): AsyncGenerator<TablePiece> {
  yield* pieces
}

/** An embedded database of the state with its rows, upgraded as the product's start does. */
export async function upgradeOnEmbedded({ name, upTo }: EarlierState, left = new Leavings()): Promise<Upgraded> {
  const { pieces } = await readRows(name)
  return left.inFolder(async (folder) => {
    const tables = pieces.map(({ table }) => table)
    await fillEmbedded({ folder, migrations: migrationsFolder, upTo }, (connection) =>
      loadTables(connection, tables, piecesOf(pieces)),
    )
    const { seconds, applied, after } = await upgradeEmbedded(
      { dataDir: join(folder, 'pglite'), migrations: migrationsFolder },
      async (connection) => ({
        kept: await compareKept(connection, pieces, changes),
        walls: await readWalls(connection),
      }),
    )
    return { seconds, applied, ...after }
  })
}
