import { todayInHanoi } from '@nq15/domain/calendar'
import { monthOf, shiftMonth } from '@nq15/domain/monitoring'
import { readProjectTemplate } from '@nq15/use-cases/incidents/read-project-template'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { tellMonitor } from '../server/monitor.server.ts'
import { readForm } from '../server/read-form.server.ts'
import { requirePermission } from '../server/session.server.ts'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-01$/)

/** The months whose figures may be sent: this one and eleven before, the last one chosen. */
export async function projectImportLoader(args: LoaderFunctionArgs) {
  await requirePermission(args, 'monitoring:enter')
  const now = monthOf(todayInHanoi(new Date()))
  return {
    months: Array.from({ length: 12 }, (_, back) => shiftMonth(now, -back)),
    chosen: shiftMonth(now, -1),
    requestId: crypto.randomUUID(),
  }
}

/** The table with the reader's projects, figures left empty. Official, so in Vietnamese. */
export async function projectTemplateLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { scope } = await requirePermission(args, 'monitoring:enter')
  const start = month.safeParse(new URL(args.request.url).searchParams.get('month'))
  if (!start.success) throw data(null, { status: 422 })
  const bytes = await readProjectTemplate(appResources().db, scope, { start: start.data, now: new Date() })
  const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return asDownload({ fileName: `so-lieu-du-an-${start.data.slice(0, 7)}.xlsx`, contentType, bytes })
}

export type ProjectImportAnswer = {
  readonly refusal: string | null
  readonly done: {
    readonly rows: number
    readonly stored: number
    readonly same: number
    readonly dryRun: boolean
    readonly errors: string | null
  } | null
  readonly lines: readonly { readonly line: number; readonly code: string; readonly reasons: string }[]
}
const nothing: ProjectImportAnswer = { refusal: null, done: null, lines: [] }
const refused = (refusal: string, status: number) => data<ProjectImportAnswer>({ ...nothing, refusal }, { status })

/** Tries a table, or takes it: what is right is kept, every other line comes back with its reasons. */
export async function projectImportAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'monitoring:enter')
  const form = await readForm(args.request, { largest })
  if (form === null) return refused('FILE_REFUSED', 413)
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const requestId = z.uuid().safeParse(text('requestId'))
  const start = month.safeParse(text('start'))
  const file = form.get('file')
  const [organizationId] = scope.organizationIds === 'everything' ? [] : scope.organizationIds
  if (!requestId.success || !start.success || !(file instanceof File) || file.size === 0 || !organizationId)
    return refused('BAD_INPUT', 422)
  const dryRun = text('intent') !== 'import'
  const bytes = Buffer.from(await file.arrayBuffer())
  const told = await tellMonitor(args, (monitor) =>
    monitor.forecast.importSheets.mutate({
      ...{ requestId: requestId.data, organizationId, start: start.data, content: bytes.toString('base64') },
      format: file.name.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx',
      fileName: file.name.normalize('NFC').slice(0, 200),
      dryRun,
    }),
  )
  if (!told.ok) return refused(told.refusal.code, 409)
  const { rows, stored, same, refused: lines, errors } = told.value
  return data<ProjectImportAnswer>({
    ...{ refusal: null, done: { rows, stored, same, dryRun, errors } },
    lines: lines.slice(0, 50).map(({ line, code, reasons }) => ({ line, code, reasons: reasons.join(' ') })),
  })
}

/** A file larger than this is not read: the service takes a table of one month. */
const largest = 600 * 1024
