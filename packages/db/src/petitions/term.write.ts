import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A running term with the day it has now. */
export type MovedTerm = {
  readonly table: 'petition' | 'petition_case' | 'reception_visit'
  readonly id: string
  readonly version: number
  readonly dueRule: string | null
  readonly dueOn: LegalDay | null
  readonly isProvisional: boolean
}

/** Stores the new day of a term, with the old and the new one in the history; false when somebody changed the record meanwhile. */
export async function moveTerm(tx: Tx, _scope: Scope, term: MovedTerm): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ moved: boolean }[]>`
    select app.move_petition_term(${term.table}, ${term.id}::uuid, ${term.version}::integer, ${term.dueRule}, ${term.dueOn}::date,
      ${term.isProvisional}) as moved`
  return row?.moved === true
}
