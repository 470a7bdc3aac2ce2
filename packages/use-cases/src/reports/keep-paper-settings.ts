import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { listPaperTemplates, listPaperTerms } from '@nq15/db/reports/paper-setting.read'
import {
  insertPaperTemplate,
  insertPaperTerm,
  moveTemplate,
  putPaperSettings,
} from '@nq15/db/reports/paper-setting.write'
import type { Scope } from '@nq15/db/scope'
import { drawUpPaper } from '@nq15/documents/ratings'
import { fillTemplate, type TemplateRefusal } from '@nq15/documents/reports'
import { openEnd } from '@nq15/domain/calendar'
import { findPaperForm, type LayoutOptions, type NewCongressTerm } from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { sampleData, sampleFrame } from './sample-paper.ts'

type Once = { readonly requestId: string }
type Refusal =
  | { readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'TERMS_OVERLAP' | 'NOT_TRIED' | 'NO_FILE' }
  | TemplateRefusal

/** Keeps an organization's choices on form, for `paper:setup`. */
export async function saveLayout(
  db: Database,
  scope: Scope,
  { requestId, ...change }: Once & { organizationId: string; options: LayoutOptions; version: number },
): Promise<Result<{ saved: true }, Refusal>> {
  const act = { requestId, useCase: 'save-paper-layout', permissions: ['paper:setup'] } as const
  return actOnce<Result<{ saved: true }, Refusal>>(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, change.organizationId))) return refuse({ code: 'NOT_FOUND' })
    return (await putPaperSettings(tx, scope, change)) ? ok({ saved: true }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/** Adds a congress term, for `paper:write` or `paper:setup`; the open one before it ends where it begins. Numbers begin at 01 in it. */
export async function addTerm(
  db: Database,
  scope: Scope,
  { requestId, organizationId, ...term }: Once & { organizationId: string } & NewCongressTerm,
): Promise<Result<{ id: string }, Refusal>> {
  const act = { requestId, useCase: 'add-paper-term', permissions: ['paper:setup', 'paper:write'] } as const
  return actOnce<Result<{ id: string }, Refusal>>(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const endsOn = term.endsOn ?? openEnd
    const others = await listPaperTerms(tx, scope, organizationId)
    const clashes = others.some(
      (one) =>
        term.startsOn < (one.endsOn === openEnd && one.startsOn < term.startsOn ? term.startsOn : one.endsOn) &&
        one.startsOn < endsOn,
    )
    if (clashes) return refuse({ code: 'TERMS_OVERLAP' })
    return ok({
      id: await insertPaperTerm(tx, scope, { organizationId, name: term.name, startsOn: term.startsOn, endsOn }),
    })
  })
}

/** Begins the next revision of an organization's own template for a form, for `paper:setup`; the file is attached to it next. */
export async function beginTemplate(
  db: Database,
  scope: Scope,
  { requestId, ...template }: Once & { organizationId: string; form: string; fileName: string },
): Promise<Result<{ id: string }, Refusal>> {
  const act = { requestId, useCase: 'begin-paper-template', permissions: ['paper:setup'] } as const
  return actOnce<Result<{ id: string }, Refusal>>(db, scope, act, async (tx) => {
    if (!findPaperForm(template.form) || !(await isWithin(tx, scope, template.organizationId)))
      return refuse({ code: 'NOT_FOUND' })
    return ok({ id: await insertPaperTemplate(tx, scope, template) })
  })
}

type TemplateStep = Once & {
  readonly organizationId: string
  readonly templateId: string
  readonly version: number
  readonly now: Date
}

/** Fills a template with the sample data of its form: answers the file to look at, or every field that is not known. */
export async function tryTemplate(
  db: Database,
  scope: Scope,
  { requestId, organizationId, templateId, version, now, content }: TemplateStep & { readonly content: Buffer | null },
): Promise<Result<{ readonly tried: true }, Refusal>> {
  const found = await db.asReader(scope, (tx) => listPaperTemplates(tx, scope, organizationId))
  const template = found.find(({ id }) => id === templateId)
  if (!template || scope.permission !== 'paper:setup') return refuse({ code: 'NOT_FOUND' })
  if (!content) return refuse({ code: 'NO_FILE' })
  const filled = fillSample(template.form, content)
  if (!filled.ok) return filled
  const act = { requestId, useCase: 'try-paper-template', permissions: ['paper:setup'] } as const
  return actOnce<Result<{ readonly tried: true }, Refusal>>(db, scope, act, async (tx) =>
    (await moveTemplate(tx, scope, { id: templateId, version, state: 'tried', now }))
      ? ok({ tried: true })
      : refuse({ code: 'CHANGED_MEANWHILE' }),
  )
}

/** A template filled with the sample data of its form. */
export function fillSample(code: string, content: Buffer): Result<Buffer, Refusal> {
  const form = findPaperForm(code)
  return form ? fillTemplate(content, drawUpPaper(sampleFrame(form), sampleData(form))) : refuse({ code: 'NOT_FOUND' })
}

/** Takes a tried template into use, or out of it, for `paper:setup`; the one in use before it retires. */
export async function useTemplate(
  db: Database,
  scope: Scope,
  { requestId, organizationId, templateId, version, now, to }: TemplateStep & { readonly to: 'in-use' | 'retired' },
): Promise<Result<{ to: string }, Refusal>> {
  const act = { requestId, useCase: 'use-paper-template', permissions: ['paper:setup'] } as const
  return actOnce<Result<{ to: string }, Refusal>>(db, scope, act, async (tx) => {
    const template = (await listPaperTemplates(tx, scope, organizationId)).find(({ id }) => id === templateId)
    if (!template) return refuse({ code: 'NOT_FOUND' })
    if (to === 'in-use' && template.state !== 'tried') return refuse({ code: 'NOT_TRIED' })
    return (await moveTemplate(tx, scope, { id: templateId, version, state: to, now }))
      ? ok({ to })
      : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
