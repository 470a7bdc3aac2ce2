import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Whose levels: those of persons, or those of organizations, collectives and leaders decided above. */
export type RatedKind = 'person' | 'unit'

/** A proof says itself of which kind it speaks: the acts on units have permissions of their own. */
export const kindOf = ({ permission }: Pick<Scope, 'permission'>): RatedKind =>
  permission.startsWith('unit:') ? 'unit' : 'person'

/** The names of one kind's tables, for statements that are the same for both but the member and the name. */
export const afterNames = {
  person: {
    appeal: Prisma.raw('rating_appeal'),
    correction: Prisma.raw('rating_correction'),
    notice: Prisma.raw('rating_notice'),
    award: Prisma.raw('rating_award'),
    case: Prisma.raw('rating_case'),
    level: Prisma.raw('rating'),
    decision: Prisma.raw('rating_decision'),
    /** The member of a row, and the name of who is rated. */
    member: Prisma.raw('c.member_id'),
    name: Prisma.raw('c.full_name'),
  },
  unit: {
    appeal: Prisma.raw('rating_unit_appeal'),
    correction: Prisma.raw('rating_unit_correction'),
    notice: Prisma.raw('rating_unit_notice'),
    award: Prisma.raw('rating_unit_award'),
    case: Prisma.raw('rating_unit_case'),
    level: Prisma.raw('rating_unit_level'),
    decision: Prisma.raw('rating_unit_decision'),
    member: Prisma.raw('null::uuid'),
    // A leader stands by post and code, never by name.
    name: Prisma.raw(
      `case when c.subject = 'LEADER' then c.post_title || ' · ' || coalesce(c.person_code, '') else c.name end`,
    ),
  },
} as const satisfies Record<RatedKind, Record<string, Prisma.Sql>>

/**
 * The tables of one kind to write to. The sister tables of units have the columns of those of persons but the member, so both
 * are written through the same type and the member is left out where there is none.
 */
export function afterTables(tx: Tx, scope: Scope) {
  const person = {
    acknowledgement: tx.ratingAcknowledgement,
    appeal: tx.ratingAppeal,
    correction: tx.ratingCorrection,
    award: tx.ratingAward,
  }
  if (kindOf(scope) === 'person') return person
  return {
    acknowledgement: tx.ratingUnitAcknowledgement,
    appeal: tx.ratingUnitAppeal,
    correction: tx.ratingUnitCorrection,
    award: tx.ratingUnitAward,
  } as unknown as typeof person
}
