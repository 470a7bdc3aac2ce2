import { createHash } from 'node:crypto'
import type { Database, Tx } from '@nq15/db/client'
import {
  findLayouts,
  findTopOrganization,
  listEditions,
  nextEditionNumber,
  type ReportEdition,
} from '@nq15/db/petitions/report-definition.read'
import { insertEdition, lockEditions, settleEdition, updateEdition } from '@nq15/db/petitions/report-definition.write'
import type { Scope } from '@nq15/db/scope'
import {
  checkDefinition,
  type DefinitionFinding,
  definitionOf,
  editableReportForms,
  mostReportColumns,
  type ReportColumn,
  type ReportDefinition,
  type ReportFormCode,
  withColumn,
  withoutColumn,
} from '@nq15/domain/petitions'
import { canonicalJson } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

export type DefinitionRefusal =
  | {
      readonly code:
        | ('NOT_FOUND' | 'CONFIRMED_FORM' | 'CHANGED_MEANWHILE' | 'TOO_MANY_COLUMNS' | 'NO_SUCH_COLUMN')
        | ('SAME_PERSON' | 'COMPARED_WITH_ANOTHER')
    }
  | { readonly code: 'DEFINITION_INVALID'; readonly findings: readonly DefinitionFinding[] }

/** One change of a draft: its texts, or one column put in, written anew or taken out. */
export type DefinitionChange =
  | ({ readonly what: 'texts'; readonly basis: string } & Pick<ReportDefinition, 'title' | 'formulas'>)
  | { readonly what: 'put' | 'write'; readonly place: number; readonly column: ReportColumn }
  | { readonly what: 'take'; readonly place: number }

type Command = { readonly requestId: string; readonly code: ReportFormCode; readonly now: Date }
type Versioned = Command & { readonly editionId: string; readonly version: number }
type Answer = Result<{ readonly editionId: string; readonly version: number }, DefinitionRefusal>

/**
 * Begins the next edition of a form whose columns are not confirmed, for `report:write` at the top of the tree: a copy of what stands.
 * A confirmed form is refused; a draft that is there already is a conflict.
 */
export async function beginReportDefinition(
  db: Database,
  scope: Scope,
  { requestId, code, basis, now }: Command & { readonly basis: string },
): Promise<Answer> {
  const act = { requestId, useCase: 'petitions.begin-report-definition', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const organizationId = await findTopOrganization(tx, scope)
    if (organizationId === null) return refuse({ code: 'NOT_FOUND' })
    if (!editableReportForms.includes(code)) return refuse({ code: 'CONFIRMED_FORM' })
    await lockEditions(tx, scope, code)
    if (await findDraft(tx, scope, code)) return refuse({ code: 'CHANGED_MEANWHILE' })
    const standing = (await findLayouts(tx, scope))[code]
    const content = definitionOf(standing)
    const editionId = await insertEdition(tx, scope, {
      ...{ organizationId, formCode: code, basis, content, contentHash: hashOf(content), at: now },
      ...{ number: await nextEditionNumber(tx, scope, code), replacesNumber: standing.edition },
    })
    return ok({ editionId, version: 1 })
  })
}

/** Changes a draft, for `report:write`; what is wrong with it is said on its page and keeps it from being published. */
export async function editReportDefinition(
  db: Database,
  scope: Scope,
  { requestId, code, editionId, version, change, now }: Versioned & { readonly change: DefinitionChange },
): Promise<Answer> {
  const act = { requestId, useCase: 'petitions.edit-report-definition', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const draft = await ownDraft(tx, scope, code, editionId)
    if (!draft) return refuse({ code: 'NOT_FOUND' })
    const changed = changedBy(draft, change)
    if (!changed.ok) return changed
    const { basis, content } = changed.value
    const typed = { basis, content, contentHash: hashOf(content), editedBy: draft.editedBy, at: now }
    const saved = await updateEdition(tx, scope, { id: editionId, version, ...typed })
    return saved ? ok({ editionId, version: version + 1 }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

function changedBy(
  { basis, content }: ReportEdition,
  change: DefinitionChange,
): Result<{ readonly basis: string; readonly content: ReportDefinition }, DefinitionRefusal> {
  if (change.what === 'texts') {
    const { title, formulas } = change
    return ok({ basis: change.basis, content: { ...content, title, formulas } })
  }
  const { columns } = content
  if (change.what === 'put') {
    if (columns.length >= mostReportColumns) return refuse({ code: 'TOO_MANY_COLUMNS' })
    return ok({ basis, content: withColumn(content, change.column, change.place) })
  }
  if (!columns[change.place - 1]) return refuse({ code: 'NO_SUCH_COLUMN' })
  if (change.what === 'take') return ok({ basis, content: withoutColumn(content, change.place) })
  return ok({ basis, content: { ...content, columns: columns.with(change.place - 1, change.column) } })
}

/** Publishes a draft for ever, for `report:sign`, by a person who typed nothing in it; refused with every finding. */
export async function publishReportDefinition(
  db: Database,
  scope: Scope,
  { requestId, code, editionId, version, now }: Versioned,
): Promise<Answer> {
  const act = { requestId, useCase: 'petitions.publish-report-definition', permissions: ['report:sign'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    await lockEditions(tx, scope, code)
    const draft = await ownDraft(tx, scope, code, editionId)
    if (!draft) return refuse({ code: 'NOT_FOUND' })
    if (draft.editedBy.includes(scope.actor.userId)) return refuse({ code: 'SAME_PERSON' })
    const standing = (await findLayouts(tx, scope))[code]
    if (standing.edition !== draft.replacesNumber) return refuse({ code: 'COMPARED_WITH_ANOTHER' })
    const findings = checkDefinition(draft.content, standing)
    if (findings.length > 0) return refuse({ code: 'DEFINITION_INVALID', findings })
    const published = await settleEdition(tx, scope, { id: editionId, version, state: 'published', at: now })
    return published ? ok({ editionId, version: version + 1 }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/** Puts a draft away, for `report:write`; what was published stays. */
export async function dropReportDefinition(
  db: Database,
  scope: Scope,
  { requestId, code, editionId, version, now }: Versioned,
): Promise<Answer> {
  const act = { requestId, useCase: 'petitions.drop-report-definition', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    if (!(await ownDraft(tx, scope, code, editionId))) return refuse({ code: 'NOT_FOUND' })
    const dropped = await settleEdition(tx, scope, { id: editionId, version, state: 'dropped', at: now })
    return dropped ? ok({ editionId, version: version + 1 }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

const findDraft = async (tx: Tx, scope: Scope, code: ReportFormCode) =>
  (await listEditions(tx, scope, code)).find(({ state }) => state === 'draft') ?? null

/** The draft of a form for whoever keeps the forms: at the top of the tree, and of that id. */
async function ownDraft(tx: Tx, scope: Scope, code: ReportFormCode, editionId: string): Promise<ReportEdition | null> {
  const [top, draft] = [await findTopOrganization(tx, scope), await findDraft(tx, scope, code)]
  return draft?.id === editionId && draft.organizationId === top ? draft : null
}

const hashOf = (content: ReportDefinition) => createHash('sha256').update(canonicalJson(content)).digest('hex')
