import type { Tx } from '@nq15/db/client'
import { type NameSight, namedOrganizations, readNameSight } from '@nq15/db/privacy/names.read'
import type { Scope } from '@nq15/db/scope'
import { codeOfMember } from '@nq15/domain/privacy'

type Named = {
  readonly fullName: string
  readonly cardNumber: string | null
  readonly fileNumber: string | null
  readonly cellId: string
}

/** What a list above the grassroots committee may show, and the mark it carries when names were opened by decision. */
export type ShownSight = {
  /** Some rows carry a code for a name. */
  readonly hidden: boolean
  readonly mark: { readonly name: string; readonly at: string } | null
}

/** Reads whose names the asker sees; `namedBelow` narrows a search by name to them (undefined: everywhere). */
export async function nameSightOf(tx: Tx, scope: Scope): Promise<{ sight: NameSight; namedBelow?: readonly string[] }> {
  const sight = await readNameSight(tx, scope)
  return sight.everything ? { sight } : { sight, namedBelow: sight.organizationIds }
}

/** The rows with a code in place of each name that is not seen. */
export async function hideNames<Row extends Named>(
  tx: Tx,
  { actor }: Scope,
  { sight, rows }: { sight: NameSight; rows: readonly Row[] },
): Promise<{ rows: Row[]; sight: ShownSight }> {
  const named = await namedOrganizations(tx, sight, [...new Set(rows.map(({ cellId }) => cellId))])
  const shown = rows.map((row) => (named.has(row.cellId) ? row : { ...row, fullName: codeOfMember(row) }))
  return {
    rows: shown,
    sight: {
      hidden: rows.some(({ cellId }) => !named.has(cellId)),
      mark: sight.opened ? { name: actor.name, at: new Date().toISOString() } : null,
    },
  }
}
