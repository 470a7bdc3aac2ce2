import { confidences } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const termCodes = ['request-answer', 'objection-answer', 'breach-authority'] as const
export type PrivacyTermCode = (typeof termCodes)[number]

const term = z.object({
  code: z.enum(termCodes),
  quantity: z.number(),
  unit: z.enum(['CD', 'WD', 'H']),
  floorQuantity: z.number(),
  basis: z.string(),
  confidence: z.enum(confidences),
  updatedByName: z.string(),
  version: z.number(),
})
/** A limit of a clock with the longest the product allows, its source and how well that is known. */
export type PrivacyTermRow = z.infer<typeof term>

const retention = z.object({
  code: z.string(),
  title: z.string(),
  startsWith: z.string(),
  months: z.number().nullable(),
  action: z.enum(['destroy-by-decision', 'delete', 'monthly-totals', 'keep']),
  basis: z.string(),
  confidence: z.enum(confidences),
})
export type RetentionRow = z.infer<typeof retention>

/** The limits of the clocks; a directory. */
export async function listPrivacyTerms(tx: Tx, _scope: Scope): Promise<PrivacyTermRow[]> {
  const rows = await tx.privacyTerm.findMany()
  return rows
    .map((row) => term.parse(row))
    .toSorted((one, other) => termCodes.indexOf(one.code) - termCodes.indexOf(other.code))
}

/** One limit; it is always there. */
export async function readPrivacyTerm(tx: Tx, _scope: Scope, code: PrivacyTermCode): Promise<PrivacyTermRow> {
  return term.parse(await tx.privacyTerm.findUniqueOrThrow({ where: { code } }))
}

/** The classes of retention; a directory. */
export async function listRetention(tx: Tx, _scope: Scope): Promise<RetentionRow[]> {
  return (await tx.privacyRetention.findMany({ orderBy: { code: 'asc' } })).map((row) => retention.parse(row))
}
