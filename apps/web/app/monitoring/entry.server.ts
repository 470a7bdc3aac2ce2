import { checkSheet, monitoringMessages, type SheetFinding, sheetIds, sheetOf } from '@nq15/domain/monitoring'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { readForm } from '../server/read-form.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { ownOrganization } from './own-organization.server.ts'
import { readFigures } from './read-figures.ts'

const sheetId = z.enum(sheetIds)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-01$/)

/** What the address asks of a sheet; anything else is the usual one. */
function askedOf(request: Request) {
  const search = new URL(request.url).searchParams
  const pick = <Value>(schema: z.ZodType<Value>, name: string) => {
    const found = schema.safeParse(search.get(name))
    return found.success ? found.data : null
  }
  return {
    sheet: pick(sheetId, 'sheet'),
    start: pick(month, 'start'),
    subject:
      search
        .get('subject')
        ?.replaceAll(/[^0-9A-Za-z._-]/g, '')
        .slice(0, 60) ?? '',
    only: search.get('only') === 'missing' ? ('missing' as const) : ('all' as const),
    cursor: search.get('after'),
  }
}

/** The sheet of one organization and period, as its form shows it. */
export async function entryLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'monitoring:read')
  const { sheet, start, subject } = askedOf(args.request)
  const organizationId = String(args.params['organizationId'] ?? '')
  const answer = await askMonitor(args, (monitor) =>
    monitor.facts.sheet.query({ organizationId, sheet, start, subject }),
  )
  if (!answer.up) return { up: false as const }
  const words = monitoringMessages(localeOf(args.request))
  const { value } = answer
  return {
    up: true as const,
    requestId: crypto.randomUUID(),
    mayEnter: findScope(person, 'monitoring:enter') !== null,
    locale: localeOf(args.request),
    page: value,
    fields: [
      ...sheetOf(value.sheet).figures.map(({ name, kind, most }) => ({
        name,
        kind,
        most,
        label: words.inputs[name] ?? name,
      })),
      ...value.added.map(({ name, label }) => ({
        name,
        kind: 'count' as const,
        most: null,
        label: label[localeOf(args.request)],
      })),
    ],
    sheetName: words.sheets[value.sheet],
    owed: value.owed.map((id) => ({ id, name: words.sheets[id] })),
    words: words.words,
  }
}

export type EntryAnswer = {
  readonly saved: { readonly start: string; readonly judged: boolean } | null
  readonly refusal: string | null
  /** Sentences at fields, by figure. */
  readonly faults: Readonly<Record<string, string>>
}

/** Stores a sheet; what does not add up comes back at its fields. */
export async function entryAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'monitoring:enter')
  const form = await args.request.formData()
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const sheet = sheetId.safeParse(text('sheet'))
  if (!sheet.success || !z.uuid().safeParse(text('requestId')).success) throw data(null, { status: 422 })
  const names = text('names')
    .split(',')
    .filter((name) => /^[a-z][A-Za-z0-9]{0,39}$/.test(name))
  const { figures, unread } = readFigures(sheetOf(sheet.data), names, (name) => text(name))
  const refused = (refusal: string, faults: EntryAnswer['faults'] = {}) =>
    data<EntryAnswer>({ saved: null, refusal, faults }, { status: 422 })
  const locale = localeOf(args.request)
  const found = [...unread, ...checkSheet(sheetOf(sheet.data), figures).filter(({ code }) => code !== 'UNKNOWN_FIGURE')]
  if (found.length > 0) return refused('SHEET_REFUSED', faultsOf(found, locale))
  const start = month.safeParse(text('start'))
  if (!start.success) return refused('PERIOD_UNKNOWN')
  const told = await tellMonitor(args, (monitor) =>
    monitor.facts.save.mutate({
      requestId: text('requestId'),
      organizationId: String(args.params['organizationId'] ?? ''),
      sheet: sheet.data,
      start: start.data,
      subject: text('subject'),
      subjectName: text('subjectName') || null,
      figures,
      source: text('source'),
      version: text('version') === '' ? null : Number(text('version')),
      reason: text('reason') || null,
    }),
  )
  if (!told.ok) return refused(told.refusal.code)
  const saved = told.value
  if (!saved.ok) {
    const findings = saved.refusal['findings']
    return refused(saved.refusal.code, Array.isArray(findings) ? faultsOf(findings as SheetFinding[], locale) : {})
  }
  return data<EntryAnswer>({
    saved: { start: saved.value.start, judged: saved.value.judged },
    refusal: null,
    faults: {},
  })
}

function faultsOf(findings: readonly SheetFinding[], locale: 'vi' | 'en'): Record<string, string> {
  const { findings: words } = monitoringMessages(locale)
  return Object.fromEntries(
    findings.flatMap(({ code, figures, required }) =>
      figures.map((name) => [name, fillSentence(words[code], { required: required ?? '' })] as const),
    ),
  )
}

/** Who has sent and who has not, at and below one's organization. */
export async function entryBoardLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'monitoring:read')
  const { sheet, start, only, cursor } = askedOf(args.request)
  const organizationId = ownOrganization(person, args.request)
  const locale = localeOf(args.request)
  const words = monitoringMessages(locale)
  const isBoard = sheet === null || !['project-month', 'case-month'].includes(sheet)
  const answer = organizationId
    ? await askMonitor(args, (monitor) =>
        monitor.facts.board.query({
          organizationId,
          sheet: isBoard ? (sheet ?? 'cell-month') : 'cell-month',
          start,
          only,
          cursor,
        }),
      )
    : ({ up: true, value: null } as const)
  if (!answer.up) return { up: false as const }
  const boards = sheetIds.filter((id) => id !== 'project-month' && id !== 'case-month')
  return {
    up: true as const,
    requestIds: [crypto.randomUUID(), crypto.randomUUID()],
    userId: person.actor.userId,
    mayVerify: findScope(person, 'monitoring:verify') !== null,
    mayEnter: findScope(person, 'monitoring:enter') !== null,
    page: answer.value,
    sheets: boards.map((id) => ({ id, name: words.sheets[id] })),
    locale,
  }
}

export type BoardAnswer = {
  readonly verified: number | null
  readonly imported: {
    readonly rows: number
    readonly stored: number
    readonly dryRun: boolean
    readonly errors: string | null
  } | null
  readonly refusal: string | null
  readonly lines: readonly { readonly line: number; readonly reasons: string }[]
}
const nothing: BoardAnswer = { verified: null, imported: null, refusal: null, lines: [] }

/** Verifies the sheets shown, or takes a table. */
export async function entryBoardAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'monitoring:enter')
  const form = await readForm(args.request, { largest })
  if (form === null) return data<BoardAnswer>({ ...nothing, refusal: 'BAD_INPUT' }, { status: 413 })
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const requestId = z.uuid().safeParse(text('requestId'))
  if (!requestId.success) throw data(null, { status: 422 })
  if (text('intent') === 'verify') {
    await requirePermission(args, 'monitoring:verify')
    const factIds = form.getAll('factId').map(String)
    if (factIds.length === 0) return data<BoardAnswer>({ ...nothing, verified: 0 })
    const told = await tellMonitor(args, (monitor) =>
      monitor.facts.verify.mutate({ requestId: requestId.data, factIds }),
    )
    if (!told.ok) return data<BoardAnswer>({ ...nothing, refusal: told.refusal.code }, { status: 409 })
    return told.value.ok
      ? data<BoardAnswer>({ ...nothing, verified: told.value.value.verified })
      : data<BoardAnswer>({ ...nothing, refusal: told.value.refusal.code }, { status: 409 })
  }
  const file = form.get('file')
  const [sheet, start] = [sheetId.safeParse(text('sheet')), month.safeParse(text('start'))]
  if (!(file instanceof File) || file.size === 0 || !sheet.success || !start.success)
    return data<BoardAnswer>({ ...nothing, refusal: 'BAD_INPUT' }, { status: 422 })
  const dryRun = text('intent') !== 'import'
  const bytes = Buffer.from(await file.arrayBuffer())
  const told = await tellMonitor(args, (monitor) =>
    monitor.facts.import.mutate({
      requestId: requestId.data,
      organizationId: text('organizationId'),
      sheet: sheet.data,
      start: start.data,
      content: bytes.toString('base64'),
      format: file.name.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx',
      fileName: file.name.normalize('NFC').slice(0, 200),
      dryRun,
    }),
  )
  if (!told.ok) return data<BoardAnswer>({ ...nothing, refusal: told.refusal.code }, { status: 409 })
  if (!told.value.ok) return data<BoardAnswer>({ ...nothing, refusal: told.value.refusal.code }, { status: 409 })
  const { rows, stored, refused, errors } = told.value.value
  const lines = refused.slice(0, 30).map(({ line, reasons }) => ({ line, reasons: reasons.join(' ') }))
  return data<BoardAnswer>({ ...nothing, imported: { rows, stored, dryRun, errors }, lines })
}

/** A file larger than this is not read: the service takes tables of one period. */
const largest = 600 * 1024
