import { inheritOptions, type LayoutOptions, layoutOptionsSchema } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** What an organization has chosen for its documents; version 0 before it chose anything. */
export type PaperSettings = {
  readonly options: LayoutOptions
  readonly version: number
  readonly updatedByName: string | null
}

/** The choices of an organization; empty ones where nothing was chosen, null out of scope. */
export async function findPaperSettings(tx: Tx, scope: Scope, organizationId: string): Promise<PaperSettings | null> {
  if (!(await isWithin(tx, scope, organizationId))) return null
  const row = await tx.paperSetting.findUnique({ where: { organizationId } })
  if (!row) return { options: {}, version: 0, updatedByName: null }
  return { options: layoutOptionsSchema.parse(row.options), version: row.version, updatedByName: row.updatedByName }
}

/** What an organization's documents look like today: its own choices over those of the organizations above it. */
export async function readLayoutOptions(tx: Tx, _scope: Scope, organizationId: string): Promise<LayoutOptions> {
  const own = await tx.paperSetting.findUnique({ where: { organizationId }, select: { options: true } })
  const [row] = await tx.$queryRaw<
    { above: unknown }[]
  >`select app.paper_options_above(${organizationId}::uuid) as above`
  const above = z.array(layoutOptionsSchema).parse(row?.above ?? [])
  const inherited = above.reduceRight<LayoutOptions>((upper, nearer) => inheritOptions(nearer, upper), {})
  return inheritOptions(layoutOptionsSchema.parse(own?.options ?? {}), inherited)
}

/** A congress term; `endsOn` is the first day outside. */
export type PaperTermRow = {
  readonly id: string
  readonly organizationId: string
  readonly name: string
  readonly startsOn: LegalDay
  readonly endsOn: LegalDay
}

/** The congress terms of an organization, newest first; none out of scope. */
export async function listPaperTerms(tx: Tx, scope: Scope, organizationId: string): Promise<PaperTermRow[]> {
  if (!(await isWithin(tx, scope, organizationId))) return []
  const rows = await tx.paperTerm.findMany({ where: { organizationId }, orderBy: { startsOn: 'desc' } })
  return rows.map(({ id, name, startsOn, endsOn }) => ({
    ...{ id, organizationId, name },
    startsOn: dayOf(startsOn),
    endsOn: dayOf(endsOn),
  }))
}

/** A committee's own template, without its content. */
export type PaperTemplateRow = {
  readonly id: string
  readonly organizationId: string
  readonly form: string
  readonly revision: number
  readonly fileName: string
  readonly state: 'draft' | 'tried' | 'in-use' | 'retired'
  readonly version: number
  readonly updatedByName: string
  readonly updatedAt: Date
}

const templateStates = ['draft', 'tried', 'in-use', 'retired'] as const

/** The templates of an organization, by form, newest first; none out of scope. */
export async function listPaperTemplates(tx: Tx, scope: Scope, organizationId: string): Promise<PaperTemplateRow[]> {
  if (!(await isWithin(tx, scope, organizationId))) return []
  const rows = await tx.paperTemplate.findMany({
    where: { organizationId },
    orderBy: [{ form: 'asc' }, { revision: 'desc' }],
  })
  return rows.flatMap(({ updatedBy: _, triedAt: __, state, ...row }) => {
    const known = templateStates.find((one) => one === state)
    return known ? [{ ...row, state: known }] : []
  })
}

/** The attachment that holds a template's content; null when nothing was uploaded. */
export async function findTemplateFile(tx: Tx, _scope: Scope, templateId: string): Promise<string | null> {
  const row = await tx.fileAttachment.findFirst({
    where: { recordTable: 'paper_template', recordId: templateId, destroyedAt: null },
    select: { id: true },
  })
  return row?.id ?? null
}
