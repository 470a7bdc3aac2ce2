import { signTablesSchema, tableCodes } from '@nq15/domain/reports'
import { readTables } from '@nq15/use-cases/reports/read-tables'
import { signTables } from '@nq15/use-cases/reports/sign-tables'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { type FindingView, viewFindings } from './table-view.server.ts'
import { askedLevel } from './tables-asked.server.ts'

/** Everything that has to be known before a level's tables are signed: what does not add up, what is not decided, what stands signed. */
export async function signLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'report:sign')
  const asked = await askedLevel(args)
  const read = found(await readTables(appResources().db, scope, { ...asked, against: null, codes: tableCodes }))
  return {
    level: { organizationId: read.level.organizationId, name: read.level.name },
    ...{ year: read.year, asOf: read.asOf, rules: read.rules.code },
    findings: viewFindings(read.findings, { ruleSetCode: read.rules.code, locale: localeOf(args.request) }),
    standing: read.signOff && {
      asOf: read.signOff.asOf,
      signerName: read.signOff.signerName,
      changes: read.signOff.changes,
    },
    signerName: scope.actor.name,
    requestId: crypto.randomUUID(),
  }
}

/** What the form of signing answers when it is refused; what was typed is kept. */
export type SignAnswer = {
  readonly code: string
  readonly findings: readonly FindingView[]
  readonly faults: readonly string[]
  readonly typed: Readonly<Record<string, string>>
}

const framed = z.object({ requestId: z.uuid() })

/** Signs, or answers why not. */
export async function signAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'report:sign')
  const { organizationId, year, asOf, now, search } = await askedLevel(args)
  const form = await args.request.formData()
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const frame = framed.safeParse(typed)
  const parsed = signTablesSchema.safeParse({ ...typed, asOf, reason: typed['reason'] || null })
  if (!frame.success || !parsed.success) {
    const faults = parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0] ?? ''))
    return data<SignAnswer>({ code: 'FORM', findings: [], faults, typed }, { status: 422 })
  }
  const signed = await signTables(appResources().db, scope, {
    ...parsed.data,
    ...frame.data,
    organizationId,
    year,
    now,
  })
  if (signed.ok) throw redirect(`/reports/tables?${search}`)
  const { refusal } = signed
  if (refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  const findings =
    'findings' in refusal ? viewFindings(refusal.findings, { ruleSetCode: 'G3', locale: localeOf(args.request) }) : []
  return data<SignAnswer>({ code: refusal.code, findings, faults: [], typed }, { status: 409 })
}
