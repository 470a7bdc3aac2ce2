import { listGranted } from '@nq15/db/organizations/branch.read'
import { listReports } from '@nq15/db/petitions/report.read'
import { addMonths, todayInHanoi } from '@nq15/domain/calendar'
import {
  layoutsOfSigned,
  periodOfDay,
  type ReportFinding,
  type ReportFormCode,
  reportDue,
  reportFormCodes,
  reportForms,
  reportFormsVersion,
  reportPeriods,
  signReportSchema,
} from '@nq15/domain/petitions'
import { exportReport } from '@nq15/use-cases/petitions/export-report'
import { listBehindReport, readReport, reportPageSize } from '@nq15/use-cases/petitions/read-report'
import { signReport } from '@nq15/use-cases/petitions/sign-report'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, type RequestArgs, requirePermission, requireSignedIn } from '../server/session.server.ts'
import { formatDay, parseDay } from '../ui/format.ts'
import { typedOf } from './gate.server.ts'
import { readAnswer } from './read-act.server.ts'

/** The gate of the report tables: a desk for its own unit, or whoever reads reports above it, for numbers of the tree alone. */
async function reportGate(args: RequestArgs) {
  const person = await requireSignedIn(args)
  const { db } = appResources()
  const search = new URL(args.request.url).searchParams
  const desk = findScope(person, 'petition:read')
  const here = desk && desk.organizationIds !== 'everything' ? desk.organizationIds[0] : undefined
  if (desk && here !== undefined) {
    const span = search.get('span') === 'tree' ? ('tree' as const) : ('own' as const)
    return {
      db,
      search,
      scope: desk,
      organizationId: here,
      span,
      isDesk: true,
      sign: findScope(person, 'petition:decide'),
    }
  }
  const { scope } = await requirePermission(args, 'report:read')
  const wanted = search.get('organization')
  const granted = wanted ? null : await db.asReader(scope, (tx) => listGranted(tx, scope))
  const organizationId = wanted ? idFrom(wanted) : found(granted?.[0]?.organizationId)
  return { db, search, scope, organizationId, span: 'tree' as const, isDesk: false, sign: null }
}

/** The period asked for in the address: typed days, or one of the usual periods; the month before by itself. */
function periodIn(search: URLSearchParams, today: string) {
  const usual = reportPeriods.find((one) => one === search.get('period')) ?? null
  const typed = { first: parseDay(search.get('first') ?? ''), last: parseDay(search.get('last') ?? '') }
  if (usual === null && typed.first !== null && typed.last !== null) {
    const [first, last] = typed.first <= typed.last ? [typed.first, typed.last] : [typed.last, typed.first]
    return { usual, first, last }
  }
  const day = typed.last ?? addMonths(`${today.slice(0, 7)}-01`, -1)
  return { usual: null, ...periodOfDay(usual ?? 'month', day) }
}

/** The form asked for where the period has it, else the first one it has. */
const formIn = (search: URLSearchParams, codes: readonly ReportFormCode[]): ReportFormCode =>
  codes.find((one) => one === search.get('form')) ?? codes.find((one) => one !== 'party') ?? 'party'

/** One form of a period in its sum and, of a tree, unit by unit; what does not add up; what stands signed. */
export async function reportLoader(args: LoaderFunctionArgs) {
  const gate = await reportGate(args)
  const { db, scope, organizationId, span, search, isDesk, sign } = gate
  const today = todayInHanoi(new Date())
  const { first, last } = periodIn(search, today)
  const locale = localeOf(args.request)
  const report = found(await readReport(db, scope, { organizationId, span, first, last }))
  const signedBefore = isDesk ? await db.asReader(scope, (tx) => listReports(tx, scope, organizationId)) : []
  // What stands signed is shown as it was signed, its layout too; the present numbers on demand.
  const frozen = search.get('view') === 'now' ? null : (report.signed?.content ?? null)
  const layouts = frozen ? layoutsOfSigned(frozen) : report.layouts
  const units = frozen ? frozen.units : report.units
  const code = formIn(
    search,
    layouts.map((one) => one.code),
  )
  const shown = found((frozen ?? report).forms.find((form) => form.code === code))
  const layout = found(layouts.find((one) => one.code === code))
  const { title, number, set, isConfirmed, basis, edition, cells, checks } = layout
  const isMoved = report.isChanged || report.isNewEdition
  return {
    ...{
      organizationId,
      span,
      first,
      last,
      today,
      code,
      isDesk,
      ...{ isChanged: report.isChanged, isNewEdition: report.isNewEdition, isFrozen: frozen !== null },
      opensLists: isDesk && span === 'own' && !(frozen && isMoved),
      version: frozen?.version ?? reportFormsVersion,
      due: reportDue({ first, last }),
    },
    name: frozen?.organization.name ?? report.name,
    forms: layouts.map((one) => ({ code: one.code, number: one.number, title: one.title[locale] })),
    form: { title: title[locale], number, set, isConfirmed, basis, edition },
    cells: cells.map(({ n, head, is }) => ({
      ...{ n, is, head: head[locale], value: shown.total[n] ?? null },
      formula: checks
        .filter((check) => check.total === n && check.is === 'sum')
        .map(({ parts }) => parts.join(' + '))
        .join(' = '),
    })),
    lines:
      span === 'own'
        ? []
        : shown.lines.map(({ organizationId: of, values }) => ({
            organizationId: of,
            name: units.find((unit) => unit.organizationId === of)?.name ?? '…',
            values,
          })),
    // A signed report had none that blocks; what is found now is about the present numbers.
    findings: frozen ? [] : report.findings.map((one) => findingView(one, report.units)),
    signed: report.signed && {
      ...{
        signerName: report.signed.signerName,
        signerTitle: report.signed.signerTitle,
        hash: report.signed.contentHash,
      },
      signedOn: todayInHanoi(report.signed.signedAt),
    },
    signedBefore: signedBefore.map((row) => ({
      ...{ reportId: row.reportId, first: row.first, last: row.last, span: row.span, signerName: row.signerName },
      signedOn: todayInHanoi(row.signedAt),
    })),
    maySign: sign !== null && last < today && frozen === null,
    signerName: scope.actor.name,
    requestId: crypto.randomUUID(),
  }
}

const findingView = (finding: ReportFinding, units: readonly { organizationId: string; name: string }[]) => ({
  ...{ code: finding.code, form: finding.form, number: reportForms[finding.form].number, formula: finding.formula },
  ...('found' in finding
    ? {
        ...{ found: finding.found, expected: finding.expected },
        unit: units.find(({ organizationId }) => organizationId === finding.organizationId)?.name ?? '',
      }
    : { found: 0, expected: 0, unit: '' }),
})

/** Signs the period, or answers why not; what was typed comes back. */
export async function reportAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'petition:decide')
  const { db, organizationId, search } = await reportGate(args)
  const form = await args.request.formData()
  const typed = typedOf(form)
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  const { value, wrong } = readAnswer(
    signReportSchema.safeParse({
      ...Object.fromEntries(
        ['first', 'last', 'span', 'signerName', 'signerTitle', 'reason'].map((name) => [name, typed[name] ?? '']),
      ),
    }),
  )
  if (!value || !requestId) return data({ code: 'BAD_INPUT', findings: [], wrong: [...wrong], typed }, { status: 422 })
  const signed = await signReport(db, scope, { ...value, requestId, organizationId, now: new Date() })
  if (!signed.ok) {
    const { refusal } = signed
    if (refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
    const findings = 'findings' in refusal ? refusal.findings.map((one) => findingView(one, [])) : []
    return data({ code: refusal.code as string, findings, wrong: [] as string[], typed }, { status: 409 })
  }
  search.delete('view')
  search.set('done', 'signed')
  throw redirect(`/petitions/reports?${search}`)
}

const behind = z.object({ cell: z.string().regex(/^c\d{1,2}$/), page: z.coerce.number().int().min(1).max(10_000) })

/** The rows behind a cell of one's own unit. */
export async function reportListLoader(args: LoaderFunctionArgs) {
  const { db, scope, organizationId, search, isDesk } = await reportGate(args)
  const asked = behind.safeParse({ cell: search.get('cell') ?? '', page: search.get('page') ?? '1' })
  if (!asked.success || !isDesk) throw data(null, { status: 404 })
  const { first, last } = periodIn(search, todayInHanoi(new Date()))
  const code = formIn(search, reportFormCodes)
  const list = found(await listBehindReport(db, scope, { organizationId, first, last, form: code, ...asked.data }))
  return {
    ...{ first, last, code, page: asked.data.page, pages: Math.max(1, Math.ceil(list.total / reportPageSize)) },
    ...{
      number: list.number,
      n: asked.data.cell,
      head: list.head[localeOf(args.request)],
      source: list.source,
      total: list.total,
    },
    rows: list.rows.map(({ year, number, ...row }) => ({
      ...row,
      code: number === 0 ? '' : `${year}-${String(number).padStart(4, '0')}`,
      onDay: formatDay(row.onDay),
      to:
        list.source === 'papers'
          ? `/petitions/${row.recordId}`
          : list.source === 'cases'
            ? `/petitions/cases/${row.recordId}`
            : null,
    })),
  }
}

/** The tables of a period as a workbook or a Word file. */
export async function reportFileLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { db, scope, organizationId, span, search } = await reportGate(args)
  const format = z.enum(['xlsx', 'docx']).safeParse(search.get('format'))
  if (!format.success) throw data(null, { status: 404 })
  const now = new Date()
  const { first, last } = periodIn(search, todayInHanoi(now))
  return asDownload(
    found(await exportReport(db, scope, { organizationId, span, first, last, format: format.data, now })),
  )
}
