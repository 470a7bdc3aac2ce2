import type { Database, Tx } from '@nq15/db/client'
import { findPaper, type PaperRow, readFrozenPaper } from '@nq15/db/reports/paper.read'
import { listPaperTemplates } from '@nq15/db/reports/paper-setting.read'
import type { Scope } from '@nq15/db/scope'
import type { Paper, PaperFinding } from '@nq15/documents/reports'
import { fillTemplate } from '@nq15/documents/reports'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type LayoutOptions, layoutOptionsSchema, showCheckCode } from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { fileWord, type PaperFile, wordType } from '../ratings/paper-words.ts'
import { type DrawnPaper, drawPaper, filePaper, hashOfPaper } from './draw-paper.ts'
import { isHis, mayReadForm, type PaperPlace } from './paper-place.ts'
import { type PaperGround, readPaperGround } from './read-paper-ground.ts'

export const pdfType = 'application/pdf'

export type MakePaperRefusal =
  | { readonly code: 'NOT_FOUND' }
  /** The stored list is not the one that was decided: somebody wrote past the product. */
  | { readonly code: 'LIST_CHANGED' }
  | { readonly code: 'PAPER_HAS_FAULTS'; readonly findings: readonly PaperFinding[] }
  | { readonly code: 'TEMPLATE_UNREADABLE' | 'NO_PDF_OF_TEMPLATE' }

/** How the world outside the database is reached: a template's content, and an office program where one is configured. */
export type PaperTools = {
  /** The address of the public check as it is printed; null while it is off. */
  readonly checkAddress: string | null
  readonly readTemplate: (scope: Scope, templateId: string) => Promise<Buffer | null>
  /** Turns a Word file into a PDF; null where no office program is configured. */
  readonly toPdf: ((word: Buffer) => Promise<Buffer>) | null
}

type Asked = { readonly place: PaperPlace; readonly format: 'docx' | 'pdf'; readonly now: Date }

/**
 * One paper as a file. A registered one is drawn from what was frozen; another from the facts of now, with its number blank until
 * it is reserved. Refused when a release check blocks. A member gets the forms he fills in himself, who reads the register those
 * that say nothing of persons.
 */
export async function makePaper(
  db: Database,
  scope: Scope,
  { place, format, now, tools }: Asked & { readonly tools: PaperTools },
): Promise<Result<PaperFile, MakePaperRefusal>> {
  if (!mayReadForm(scope.permission, place.form)) return refuse({ code: 'NOT_FOUND' })
  const read = await db.asReader(scope, async (tx) => {
    const ground = await readPaperGround(tx, scope, { place, day: todayInHanoi(now), now })
    if (!ground || !isHis(scope, { ...place, issuerId: ground.issuerId })) return null
    const frozen = ground.paper?.state === 'registered' ? await readFrozenPaper(tx, scope, ground.paper) : null
    return { ground, frozen, template: await templateInUse(tx, scope, ground) }
  })
  if (!read) return refuse({ code: 'NOT_FOUND' })
  const { ground, frozen, template } = read
  if (frozen && ground.paper) return frozenFile(scope, { row: ground.paper, frozen, format, tools })
  // What was frozen is not his to read: a copy drawn anew would not be what was registered.
  if (ground.paper?.state === 'registered') return refuse({ code: 'NOT_FOUND' })
  const changed = isListChanged(ground)
  if (changed) return refuse({ code: 'LIST_CHANGED' })
  const drawn = drawPaper(ground)
  const blocking = drawn.findings.filter(({ severity }) => severity === 'BLOCK')
  if (blocking.length > 0) return refuse({ code: 'PAPER_HAS_FAULTS', findings: blocking })
  const fileName = `${fileNameOf(ground)}.${format}`
  if (template) return ownTemplate(scope, { templateId: template, drawn, format, fileName, tools })
  const bytes = await filePaper(drawn.paper, {
    format,
    options: ground.options,
    generatedAt: now.toISOString(),
    proof: { sha256: drawn.sha256 },
  })
  return ok({ fileName, contentType: format === 'docx' ? wordType : pdfType, bytes })
}

/** One registered or replaced paper of the register as a file. */
export async function makeRegistered(
  db: Database,
  scope: Scope,
  { paperId, format, tools }: { readonly paperId: string; readonly format: 'docx' | 'pdf'; readonly tools: PaperTools },
): Promise<Result<PaperFile, MakePaperRefusal>> {
  if (scope.permission !== 'paper:read' && scope.permission !== 'paper:issue') return refuse({ code: 'NOT_FOUND' })
  const read = await db.asReader(scope, async (tx) => {
    const paper = await findPaper(tx, scope, paperId)
    const of = paper && { form: { code: paper.form }, caseId: paper.caseId, issuerId: paper.organizationId }
    const frozen = of && isHis(scope, of) ? await readFrozenPaper(tx, scope, paper) : null
    return paper && frozen ? { paper, frozen } : null
  })
  return read
    ? frozenFile(scope, { row: read.paper, frozen: read.frozen, format, tools })
    : refuse({ code: 'NOT_FOUND' })
}

type Frozen = NonNullable<Awaited<ReturnType<typeof readFrozenPaper>>>

type Again = {
  readonly row: PaperRow
  readonly frozen: Frozen
  readonly format: 'docx' | 'pdf'
  readonly tools: PaperTools
}

/** Draws a registered paper again from what was frozen, in the template it was registered with: the same bytes each time. */
export async function frozenFile(
  scope: Scope,
  { row, frozen, format, tools }: Again,
): Promise<Result<PaperFile, MakePaperRefusal>> {
  // Frozen by this product, whose models only ever grow.
  const paper = frozen.drawn as Paper
  const sha256 = hashOfPaper(paper)
  if (sha256 !== row.contentHash) throw new Error(`the frozen paper ${row.id} is not what was registered`)
  const number = `${String(row.number).padStart(2, '0')}-${row.symbol}-${row.orgSymbol}`
  const fileName = `${fileWord(`${number} ${row.about} ${row.subjectName}`).slice(0, 150)}.${format}`
  if (row.templateId !== null) {
    const drawn = { paper, sha256, findings: [] }
    return ownTemplate(scope, { templateId: row.templateId, drawn, format, fileName, tools })
  }
  const code = frozen.checkCode
  const check =
    tools.checkAddress === null ? {} : { check: { address: tools.checkAddress, code, shownCode: showCheckCode(code) } }
  const bytes = await filePaper(paper, {
    format,
    options: optionsOf(frozen.layout),
    generatedAt: frozen.frozenAt.toISOString(),
    proof: { sha256, ...check },
  })
  return ok({ fileName, contentType: format === 'docx' ? wordType : pdfType, bytes })
}

const optionsOf = (layout: unknown): LayoutOptions =>
  layoutOptionsSchema.catch({}).parse((layout as { options?: unknown }).options ?? {})

/** Whether the list a decision is printed from is not the one that was decided. */
export const isListChanged = ({ carried }: PaperGround): boolean => carried?.isListChanged ?? false

export function fileNameOf({ frame, subjectName, data, paper }: PaperGround): string {
  const number = paper ? `${String(paper.number).padStart(2, '0')} ` : ''
  return fileWord(`${number}${frame.form.code} ${frame.year} ${data.person?.name ?? subjectName}`).slice(0, 150)
}

/** The organization's own template that is in use for a form; null when it uses the product's. */
export async function templateInUse(tx: Tx, scope: Scope, { issuerId, place }: PaperGround): Promise<string | null> {
  const templates = await listPaperTemplates(tx, scope, issuerId)
  const used = templates.find(({ form, state }) => form === place.form.code && state === 'in-use')
  return used?.id ?? null
}

type Own = {
  readonly templateId: string
  readonly drawn: DrawnPaper
  readonly format: 'docx' | 'pdf'
  readonly fileName: string
  readonly tools: PaperTools
}

async function ownTemplate(
  scope: Scope,
  { templateId, drawn, format, fileName, tools }: Own,
): Promise<Result<PaperFile, MakePaperRefusal>> {
  if (format === 'pdf' && !tools.toPdf) return refuse({ code: 'NO_PDF_OF_TEMPLATE' })
  const content = await tools.readTemplate(scope, templateId)
  const filled = content && fillTemplate(content, drawn.paper)
  if (!filled?.ok) return refuse({ code: 'TEMPLATE_UNREADABLE' })
  const bytes = format === 'pdf' && tools.toPdf ? await tools.toPdf(filled.value) : filled.value
  return ok({ fileName, contentType: format === 'docx' ? wordType : pdfType, bytes })
}
