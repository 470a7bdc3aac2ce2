import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { successionAppendix } from '@nq15/documents/organizations'
import { planMessagesVi } from '@nq15/domain/organizations'
import { ok, type Result } from '@nq15/domain/shared'
import { fileWord, type PaperFile, wordType } from '../ratings/paper-words.ts'
import { previewSuccession } from './preview-succession.ts'
import { type MovingRow, summariseMoves } from './summarise-moves.ts'

/** The Word appendix of a change, as it would be written now or as it was decided. Refuses NOT_FOUND. */
export async function exportSuccessionAppendix(
  db: Database,
  reading: { readonly reader: Scope; readonly hand: Scope },
  { caseId, now }: { readonly caseId: string; readonly now: Date },
): Promise<Result<PaperFile, { readonly code: 'NOT_FOUND' }>> {
  const preview = await previewSuccession(db, reading, caseId)
  if (!preview.ok) return preview
  const { found, plan, names } = preview.value
  const { decision, predecessorIds, successors } = found.proposal
  const nameOf = (id: string) => names.get(id) ?? '…'
  const moving = summariseMoves(preview.value).map(({ kind, fate, ...row }: MovingRow) => ({
    ...row,
    kind: planMessagesVi.kinds[kind] ?? kind,
    fate: planMessagesVi.fates[fate],
  }))
  const bytes = await successionAppendix({
    title: found.title,
    issuer: names.get(found.organizationId) ?? '',
    decisionNumber: decision.number,
    decidedOn: decision.decidedOn,
    effectiveOn: found.effectiveOn,
    isDraft: found.decidedAt === null,
    before: predecessorIds.map((id) => ({ name: nameOf(id), ends: plan.tree.gone.includes(id) })),
    after: successors.map(({ organizationId, name, isNew }) => ({ name: name ?? nameOf(organizationId), isNew })),
    heirs: plan.tree.links.flatMap(({ predecessorId, successorId, inheritsRecords }) =>
      predecessorId === null || successorId === null || predecessorId === successorId
        ? []
        : [{ from: nameOf(predecessorId), to: nameOf(successorId), inherits: inheritsRecords }],
    ),
    moving,
    warnings: plan.findings.map(({ code, organizationId, count, value }) =>
      planMessagesVi.findings[code]
        .replace('{name}', nameOf(organizationId ?? ''))
        .replace('{count}', String(count))
        .replace('{value}', value),
    ),
    generatedAt: now.toISOString(),
  })
  return ok({ fileName: `${fileWord(`Phụ lục ${found.title}`.slice(0, 90))}.docx`, contentType: wordType, bytes })
}
