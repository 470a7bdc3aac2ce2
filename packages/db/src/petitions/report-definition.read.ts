import {
  firstLayouts,
  layoutOf,
  type ReportDefinition,
  type ReportFormCode,
  type ReportLayouts,
  reportDefinitionSchema,
  reportFormCodes,
} from '@nq15/domain/petitions'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const stored = z.object({
  formCode: z.enum(reportFormCodes),
  state: z.enum(['draft', 'published', 'dropped']),
  content: reportDefinitionSchema,
})

/** An edition of a form after the code's own: a draft, or published for ever. */
export type ReportEdition = {
  readonly id: string
  readonly organizationId: string
  readonly formCode: ReportFormCode
  readonly number: number
  readonly replacesNumber: number
  readonly basis: string
  readonly content: ReportDefinition
  readonly contentHash: string
  readonly state: 'draft' | 'published' | 'dropped'
  readonly draftedByName: string
  /** Everybody who typed anything in it; none of them publishes it. */
  readonly editedBy: readonly string[]
  readonly publishedByName: string | null
  readonly publishedAt: Date | null
  readonly version: number
}

/** The drafts and published editions of the forms, of each the newest first. A directory: everybody who has entered reads it. */
export async function listEditions(tx: Tx, _scope: Scope, code?: ReportFormCode): Promise<ReportEdition[]> {
  const rows = await tx.petitionReportDefinition.findMany({
    where: { state: { not: 'dropped' }, ...(code ? { formCode: code } : {}) },
    orderBy: [{ formCode: 'asc' }, { number: 'desc' }],
    take: 300,
  })
  return rows.map(({ draftedBy: _, publishedBy: __, updatedAt: ___, ...row }) => ({ ...row, ...stored.parse(row) }))
}

/** The number the next edition of a form takes; a dropped draft keeps its own. */
export async function nextEditionNumber(tx: Tx, _scope: Scope, code: ReportFormCode): Promise<number> {
  const { _max } = await tx.petitionReportDefinition.aggregate({ where: { formCode: code }, _max: { number: true } })
  return (_max.number ?? 1) + 1
}

/** The layouts that stand: of each form its latest published edition, or the code's own. */
export async function findLayouts(tx: Tx, scope: Scope): Promise<ReportLayouts> {
  const published = (await listEditions(tx, scope)).filter(({ state }) => state === 'published')
  const newest = published.filter(
    ({ formCode, number }) => !published.some((other) => other.formCode === formCode && other.number > number),
  )
  const laid = newest.map(({ formCode, content, number }) => [formCode, layoutOf(formCode, content, number)] as const)
  return { ...firstLayouts, ...Object.fromEntries(laid) }
}

/** The top of the Party's tree among what the scope holds, where forms are kept; null for whoever stands below it. */
export async function findTopOrganization(tx: Tx, { organizationIds }: Scope): Promise<string | null> {
  if (organizationIds === 'everything') return null
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select o.id::text as id from organization o where o.id = any (${[...organizationIds]}::uuid[]) and o.side = 'party'
       and not exists (select from app.organization_reach r where r.organization_id = o.id and r.above_id <> o.id
         and r.valid_from <= app.today() and app.today() < r.valid_to) limit 1`
  return row?.id ?? null
}
