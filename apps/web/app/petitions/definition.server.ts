import { todayInHanoi } from '@nq15/domain/calendar'
import {
  mostReportColumns,
  type ReportColumn,
  type ReportLayout,
  reportColumnSchema,
  reportDefinitionSchema,
  reportFormCodes,
  reportForms,
} from '@nq15/domain/petitions'
import { textField } from '@nq15/domain/shared'
import {
  beginReportDefinition,
  type DefinitionChange,
  type DefinitionRefusal,
  dropReportDefinition,
  editReportDefinition,
  publishReportDefinition,
} from '@nq15/use-cases/petitions/edit-report-definition'
import { readReportDefinition } from '@nq15/use-cases/petitions/read-report-definition'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { typedOf, wrongAnswer } from './gate.server.ts'
import { type Read, readAnswer } from './read-act.server.ts'

/** The number of a form with its set: numbers return from set to set. */
const numberWithSet = ({ number, set }: { readonly number: string; readonly set: string }) =>
  set === 'own' ? number : `${number} (${set})`

const formIn = (search: URLSearchParams) => reportFormCodes.find((one) => one === search.get('form')) ?? 'party'

/** A form with its editions, for whoever reads reports; the draft for those who keep the forms. */
export async function definitionLoader(args: LoaderFunctionArgs) {
  const readers = ['report:write', 'report:sign', 'report:read', 'petition:read'] as const
  const { person, scope } = await requireAnyPermission(args, readers)
  const search = new URL(args.request.url).searchParams
  const code = formIn(search)
  const locale = localeOf(args.request)
  const read = await readReportDefinition(appResources().db, scope, code)
  const { draft, standing, isKeeper, isEditable } = read
  const place = Number(search.get('column') ?? '')
  return {
    ...{ code, locale, isKeeper, isEditable, standing: shown(standing, locale) },
    forms: reportFormCodes.map((one) => ({
      ...{ code: one, number: numberWithSet(reportForms[one]), isConfirmed: reportForms[one].isConfirmed },
    })),
    published: read.published.map(({ number, basis, publishedByName, publishedAt, changes }) => ({
      ...{ number, basis, changes, by: publishedByName ?? '' },
      day: publishedAt ? todayInHanoi(publishedAt) : '',
    })),
    draft: draft && {
      ...{ editionId: draft.id, version: draft.version, number: draft.number, replaces: draft.replacesNumber },
      ...{ basis: draft.basis, by: draft.draftedByName, content: draft.content, changes: draft.changes },
      layout: shown(draft.layout, locale),
      findings: draft.findings,
      isMine: draft.editedBy.includes(scope.actor.userId),
    },
    column: draft && Number.isInteger(place) && draft.content.columns[place - 1] ? place : null,
    mayDraft: isKeeper && findScope(person, 'report:write') !== null,
    mayPublish: isKeeper && findScope(person, 'report:sign') !== null,
    requestIds: Array.from({ length: 4 }, () => crypto.randomUUID()),
  }
}

/** A layout as its table shows it. */
const shown = ({ title, edition, basis, cells, checks, number, isConfirmed }: ReportLayout, locale: 'vi' | 'en') => ({
  ...{ edition, basis, number, isConfirmed, title: title[locale] },
  cells: cells.map((cell) => ({
    ...{ n: cell.n, head: cell.head[locale], cell, isTotal: cell.isTotal === true },
    formula: checks
      .filter((check) => check.total === cell.n)
      .map(({ parts, is }) => (is === 'sum' ? `= ${parts.join(' + ')}` : `≥ ${parts[0]}`))
      .join(', '),
  })),
})

const frame = z.object({ requestId: z.uuid() })
const versioned = z.object({ editionId: z.uuid(), version: z.coerce.number().int().min(1) })
const basisSchema = z.object({ basis: textField.pipe(z.string().min(1).max(300)) })
const placeSchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(mostReportColumns + 1)

/** Drafts, publishes or puts away an edition of a form; what was typed comes back. */
export async function definitionAction(args: ActionFunctionArgs) {
  const { person, scope: any } = await requireAnyPermission(args, ['report:write', 'report:sign'])
  const { db } = appResources()
  const search = new URL(args.request.url).searchParams
  const code = formIn(search)
  const form = await args.request.formData()
  const typed = typedOf(form)
  const event = String(form.get('event') ?? '')
  const sent = frame.safeParse(Object.fromEntries(form))
  if (!sent.success) return wrongAnswer(['event'], typed)
  const command = { requestId: sent.data.requestId, code, now: new Date() }
  const write = findScope(person, 'report:write') ?? any
  const answered = (
    result: { readonly ok: true } | { readonly ok: false; readonly refusal: DefinitionRefusal },
    done: string,
  ) => {
    if (!result.ok) return refused(result.refusal, typed)
    throw redirect(`/petitions/reports/definitions?${new URLSearchParams({ form: code, done })}`)
  }
  if (event === 'begin') {
    const { value, wrong } = readAnswer(basisSchema.safeParse({ basis: typed['basis'] ?? '' }))
    if (!value) return wrongAnswer(wrong, typed)
    return answered(await beginReportDefinition(db, write, { ...command, ...value }), 'begin-definition')
  }
  const draft = versioned.safeParse(Object.fromEntries(form))
  if (!draft.success) return wrongAnswer(['event'], typed)
  const at = { ...command, ...draft.data }
  if (event === 'publish') {
    const sign = findScope(person, 'report:sign') ?? any
    return answered(await publishReportDefinition(db, sign, at), 'publish-definition')
  }
  if (event === 'drop') return answered(await dropReportDefinition(db, write, at), 'drop-definition')
  const { value: change, wrong } = readChange(form, event)
  if (!change) return wrongAnswer(wrong, typed)
  return answered(await editReportDefinition(db, write, { ...at, change }), 'edit-definition')
}

function readChange(form: FormData, event: string): Read<DefinitionChange> {
  const said = (name: string) => String(form.get(name) ?? '')
  if (event === 'texts') {
    const formulas = (['BLOCK', 'WATCH'] as const).flatMap((weight) =>
      said(weight)
        .split(/\r?\n/u)
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map((text) => ({ text, weight })),
    )
    const texts = reportDefinitionSchema
      .pick({ title: true, formulas: true })
      .extend({ ...basisSchema.shape, what: z.literal('texts') })
    const title = { vi: said('title.vi'), en: said('title.en') }
    return readAnswer(texts.safeParse({ what: 'texts', basis: said('basis'), title, formulas }))
  }
  const place = placeSchema.safeParse(said('place'))
  if (!place.success) return { value: null, wrong: ['place'] }
  if (event === 'take') return { value: { what: 'take', place: place.data }, wrong: [] }
  if (event !== 'put' && event !== 'write') return { value: null, wrong: ['event'] }
  const { value: column, wrong } = readColumn(form)
  return column ? { value: { what: event, place: place.data, column }, wrong: [] } : { value: null, wrong }
}

/** A column out of its form: heads, one counter of the closed list, and the words ticked under each filter. */
function readColumn(form: FormData): Read<ReportColumn> {
  const [source = '', measure = ''] = String(form.get('counter') ?? '').split(':')
  const where = Object.fromEntries(
    [...new Set(form.keys())]
      .filter((name) => name.startsWith('where.'))
      .map((name) => [name.slice('where.'.length), [...new Set(form.getAll(name).map(String))]]),
  )
  const head = { vi: String(form.get('head.vi') ?? ''), en: String(form.get('head.en') ?? '') }
  const counter = source === 'missing' ? { source } : { source, measure, where }
  return readAnswer(reportColumnSchema.safeParse({ head, counter }))
}

/** A refusal; each finding says where it is, the page says what. */
function refused(refusal: DefinitionRefusal, typed: Readonly<Record<string, string>>) {
  const found = refusal.code === 'DEFINITION_INVALID' ? refusal.findings : []
  const findings = found.map(({ code, at }) => ({ code: code as string, said: at }))
  return data({ code: refusal.code as string, findings, wrong: [] as string[], typed }, { status: 409 })
}
