import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { dateOf } from '@nq15/db/legal-day-column'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { findArranger, findSuccessionCase } from '@nq15/db/organizations/succession-case.read'
import { insertSuccessionCase, updateSuccessionCase } from '@nq15/db/organizations/succession-case.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { type SuccessionProposal, successionKindLabelsVi } from '@nq15/domain/organizations'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'

export type PrepareRefusal = {
  readonly code: 'NOT_FOUND' | 'NOBODY_CHOSEN' | 'NOT_YOURS' | 'WRONG_STATE' | 'CHANGED_MEANWHILE'
}
type Saved = { readonly caseId: string; readonly version: number }

/** Saves a draft, new or old; who arranges it must be within the proof. Refuses NOBODY_CHOSEN, NOT_YOURS and the like. */
export function saveSuccession(
  db: Database,
  scope: Scope,
  command: {
    readonly requestId: string
    readonly caseId: string | null
    readonly version: number
    readonly proposal: SuccessionProposal
  },
): Promise<Result<Saved, PrepareRefusal>> {
  const act = {
    requestId: command.requestId,
    useCase: 'organizations.save-succession',
    permissions: ['organization:write'] as const,
  }
  return actOnce<Result<Saved, PrepareRefusal>>(db, scope, act, async (tx) => {
    const { caseId, version, proposal } = command
    if (caseId !== null) {
      const kept = await findSuccessionCase(tx, scope, caseId)
      if (!kept) return refuse({ code: 'NOT_FOUND' })
      if (kept.state !== 'draft' && kept.state !== 'returned') return refuse({ code: 'WRONG_STATE' })
    }
    const organizationId = await arrangerOf(tx, scope, proposal)
    if (organizationId === null) return refuse({ code: 'NOBODY_CHOSEN' })
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_YOURS' })
    const title = await titleOf(tx, scope, proposal)
    if (caseId === null) {
      const made = newId()
      await insertSuccessionCase(tx, scope, { caseId: made, organizationId, title, proposal })
      return ok({ caseId: made, version: 1 })
    }
    const { kind, effectiveOn } = proposal
    const change = { organizationId, title, kind, proposal, effectiveOn: dateOf(effectiveOn) }
    const saved = await updateSuccessionCase(tx, scope, { caseId, version, change })
    return saved ? ok({ caseId, version: version + 1 }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/** Hands a draft in to be decided; what stands against it is shown to both, and only the decision is refused for it. */
export function submitSuccession(
  db: Database,
  scope: Scope,
  { requestId, caseId, version }: { readonly requestId: string; readonly caseId: string; readonly version: number },
): Promise<Result<Saved, PrepareRefusal>> {
  const act = { requestId, useCase: 'organizations.submit-succession', permissions: ['organization:write'] as const }
  return actOnce<Result<Saved, PrepareRefusal>>(db, scope, act, async (tx) => {
    const kept = await findSuccessionCase(tx, scope, caseId)
    if (!kept) return refuse({ code: 'NOT_FOUND' })
    if (kept.state !== 'draft' && kept.state !== 'returned') return refuse({ code: 'WRONG_STATE' })
    const change = { state: 'submitted', submittedAt: new Date(), returnReason: null }
    if (!(await updateSuccessionCase(tx, scope, { caseId, version, change })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    await emit(tx, scope, {
      type: 'organizations.succession-prepared',
      organizationId: kept.organizationId,
      recordTable: 'succession_case',
      recordId: caseId,
      payload: { kind: kept.kind, effectiveOn: kept.effectiveOn },
    })
    return ok({ caseId, version: version + 1 })
  })
}

/** The organization that arranges a proposal, or null while it names nobody. */
export function arrangerOf(tx: Tx, scope: Scope, proposal: SuccessionProposal): Promise<string | null> {
  const { predecessorIds, successors, effectiveOn: day } = proposal
  const standing = successors.flatMap((one) => (one.isNew ? [] : [one.organizationId]))
  const parentIds = successors.flatMap(({ parentId }) => (parentId === null ? [] : [parentId]))
  const organizationIds = [...new Set([...predecessorIds, ...standing])]
  return findArranger(tx, scope, { organizationIds, parentIds, day })
}

async function titleOf(
  tx: Tx,
  scope: Scope,
  { kind, predecessorIds, successors }: SuccessionProposal,
): Promise<string> {
  const names = await nameOrganizations(tx, scope, [...predecessorIds, ...successors.map((one) => one.organizationId)])
  const before = predecessorIds.map((id) => names.get(id) ?? '…')
  const after = successors.map((one) => one.name?.trim() || names.get(one.organizationId) || '…')
  const list = (some: readonly string[]) =>
    some.length > 4 ? `${some.slice(0, 3).join(', ')} và ${some.length - 3} tổ chức khác` : some.join(', ')
  const parts = [list(before), list(after.filter((name) => !before.includes(name)))].filter((part) => part !== '')
  return `${successionKindLabelsVi[kind]}: ${parts.join(' → ') || '…'}`
}
