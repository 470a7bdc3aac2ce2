import { findOrganization } from '@nq15/db/organizations/organization.read'
import {
  findPaperSettings,
  findTemplateFile,
  listPaperTemplates,
  listPaperTerms,
} from '@nq15/db/reports/paper-setting.read'
import type { Scope } from '@nq15/db/scope'
import { templateFieldNames } from '@nq15/documents/reports'
import { openEnd, todayInHanoi } from '@nq15/domain/calendar'
import { congressTermSchema, layoutOptionsSchema, paperForms } from '@nq15/domain/reports'
import { wordType } from '@nq15/use-cases/ratings/paper-words'
import {
  addTerm,
  beginTemplate,
  fillSample,
  saveLayout,
  useTemplate as takeTemplate,
  tryTemplate,
} from '@nq15/use-cases/reports/keep-paper-settings'
import { readTemplate } from '@nq15/use-cases/reports/read-template'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { fileStore } from '../files/file-store.server.ts'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { paperWords } from './papers.server.ts'

/** How an organization's documents look, its congress terms, its own templates. */
export async function paperSettingsLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['paper:setup', 'paper:write'])
  const organizationId = idFrom(args.params['orgId'])
  const words = paperWords(args.request)
  const read = await appResources().db.asReader(scope, async (tx) => {
    const settings = await findPaperSettings(tx, scope, organizationId)
    const organization = await findOrganization(tx, scope, { organizationId, day: todayInHanoi(new Date()) })
    if (!settings || !organization) return null
    const templates = await listPaperTemplates(tx, scope, organizationId)
    const files = new Map<string, string | null>()
    for (const { id } of templates) files.set(id, await findTemplateFile(tx, scope, id))
    return {
      settings,
      name: organization.name,
      templates,
      files,
      terms: await listPaperTerms(tx, scope, organizationId),
    }
  })
  const { settings, name, templates, files, terms } = found(read)
  return {
    organizationId,
    name,
    options: settings.options,
    /** What the sources print differently, in their own letters. */
    choices: { spelling: ['ỦY', 'UỶ'], subjectPrefix: ['về việc', 'V/v', 'none'] },
    version: settings.version,
    updatedBy: settings.updatedByName,
    maySetUp: findScope(person, 'paper:setup') !== null,
    terms: terms.map((term) => ({ ...term, endsOn: term.endsOn === openEnd ? null : term.endsOn })),
    templates: templates.map(({ updatedAt, form, ...row }) => ({
      ...row,
      title: words.forms[form as keyof typeof words.forms] ?? form,
      hasFile: files.get(row.id) !== null,
      updatedAt: updatedAt.toISOString(),
    })),
    forms: paperForms.map(({ code, number }) => ({ code, title: `${number}. ${words.forms[code]}` })),
    fieldNames: templateFieldNames,
    requestIds: Array.from({ length: 4 }, () => crypto.randomUUID()),
  }
}

/** What an act on the settings is answered with. */
export type SettingsAnswer = {
  readonly intent: string
  readonly done: boolean
  readonly refusal: string | null
  readonly details: readonly string[]
  readonly faults: readonly string[]
}

const frame = z.object({ intent: z.enum(['layout', 'term', 'template', 'try', 'use', 'retire']), requestId: z.uuid() })
const step = z.object({ templateId: z.uuid(), version: z.coerce.number().int() })

/** Keeps choices, a term, or one step of a template. */
export async function paperSettingsAction(args: ActionFunctionArgs) {
  const organizationId = idFrom(args.params['orgId'])
  const typed = Object.fromEntries(
    [...(await args.request.formData())].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  )
  const { scope } = await requireAnyPermission(args, ['paper:setup', 'paper:write'])
  const framed = frame.safeParse(typed)
  if (!framed.success) throw data(null, { status: 422 })
  const { intent, requestId } = framed.data
  const once = { requestId, organizationId }
  const { db } = appResources()
  const now = new Date()
  const faulty = (error: z.ZodError) =>
    data<SettingsAnswer>(
      {
        intent,
        done: false,
        refusal: null,
        details: [],
        faults: error.issues.map(({ path }) => String(path[0] ?? '')),
      },
      { status: 422 },
    )
  const act = async () => {
    if (intent === 'term') {
      const term = congressTermSchema.safeParse({
        name: typed['name'] ?? '',
        startsOn: parseDay(typed['startsOn'] ?? '') ?? '',
        endsOn: typed['endsOn'] ? (parseDay(typed['endsOn']) ?? '') : null,
      })
      return term.success ? addTerm(db, scope, { ...once, ...term.data }) : faulty(term.error)
    }
    const { scope: setup } = await requirePermission(args, 'paper:setup')
    if (intent === 'layout') {
      const options = layoutOptionsSchema.safeParse(typed)
      const version = z.coerce.number().int().safeParse(typed['version'])
      if (!options.success) return faulty(options.error)
      return saveLayout(db, setup, { ...once, options: options.data, version: version.data ?? 0 })
    }
    if (intent === 'template') {
      const begun = await beginTemplate(db, setup, { ...once, form: typed['form'] ?? '', fileName: 'mau.docx' })
      if (begun.ok) throw redirect(`/files/of/paper_template/${begun.value.id}`)
      return begun
    }
    const row = step.safeParse(typed)
    if (!row.success) return faulty(row.error)
    if (intent === 'try') {
      const content = await contentOf(setup, row.data.templateId)
      return tryTemplate(db, setup, { ...once, ...row.data, now, content })
    }
    return takeTemplate(db, setup, { ...once, ...row.data, now, to: intent === 'use' ? 'in-use' : 'retired' })
  }
  const answer = await act()
  if (!('ok' in answer)) return answer
  if (answer.ok) return data<SettingsAnswer>({ intent, done: true, refusal: null, details: [], faults: [] })
  if (answer.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  const details = 'names' in answer.refusal ? answer.refusal.names : []
  return data<SettingsAnswer>(
    { intent, done: false, refusal: answer.refusal.code, details, faults: [] },
    { status: 409 },
  )
}

const contentOf = async (scope: Scope, templateId: string): Promise<Buffer | null> =>
  readTemplate({ db: appResources().db, store: await fileStore() }, scope, templateId)

/** A template filled with sample data, to be looked at before it is used. */
export async function templateSampleLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { scope } = await requirePermission(args, 'paper:setup')
  const organizationId = idFrom(args.params['orgId'])
  const templateId = idFrom(args.params['templateId'])
  const templates = await appResources().db.asReader(scope, (tx) => listPaperTemplates(tx, scope, organizationId))
  const template = found(templates.find(({ id }) => id === templateId))
  const filled = fillSample(template.form, found(await contentOf(scope, templateId)))
  if (!filled.ok) throw data(null, { status: 409 })
  return asDownload({ fileName: `${template.form}-mau-thu.docx`, contentType: wordType, bytes: filled.value })
}
