import { findImport, type ImportRun, listImports } from '@nq15/db/members/import.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { accountTemplate } from '@nq15/documents/access'
import { memberTemplate } from '@nq15/documents/members'
import { organizationTemplate } from '@nq15/documents/organizations'
import { pastRatingTemplate } from '@nq15/documents/ratings'
import { documentMessagesEn, documentMessagesVi } from '@nq15/documents/reports'
import { accountRowMessagesEn, accountRowMessagesVi } from '@nq15/domain/access'
import { memberMessagesEn, memberMessagesVi, memberWarningCodes } from '@nq15/domain/members'
import { organizationMessagesEn, organizationMessagesVi } from '@nq15/domain/organizations'
import { pastRatingMessagesEn, pastRatingMessagesVi } from '@nq15/domain/ratings'
import { sayRowNote } from '@nq15/domain/shared'
import { countFirstPasswords, passwordsAtATime } from '@nq15/use-cases/access/give-first-passwords'
import { takeImport as takeAccounts } from '@nq15/use-cases/access/take-import'
import { abandonImport } from '@nq15/use-cases/members/abandon-import'
import { checkMapping, importColumns, readUploadHeads } from '@nq15/use-cases/members/judge-upload'
import { readImport } from '@nq15/use-cases/members/read-import'
import { takeImport as takeMembers } from '@nq15/use-cases/members/take-import'
import { writeImportErrors } from '@nq15/use-cases/members/write-import-errors'
import { takeImport as takeOrganizations } from '@nq15/use-cases/organizations/take-import'
import { takeImport as takePastRatings } from '@nq15/use-cases/ratings/take-past-ratings'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { isJudging, startJudging } from './import-judging.server.ts'
import { importChoices, importPermissions, permissionOf, uploadLimits } from './import-upload.server.ts'

const writes = importPermissions
const shownRuns = 30

/** What may be imported, and the person's own imports, newest first. */
export async function importsLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, writes)
  const choices = await importChoices(args)
  const runs = await appResources().db.asReader(scope, (tx) => listImports(tx, scope, { limit: shownRuns }))
  return {
    choices,
    limits: { xlsx: uploadLimits.xlsx / 1024 / 1024, csv: uploadLimits.csv / 1024 / 1024 },
    runs: runs.map(({ runId, kind, fileName, state, rowsTotal, rowsBad, rowsNew, rowsChanged, createdAt }) => ({
      runId,
      kind,
      fileName,
      state,
      isJudging: isJudging(runId),
      rowsTotal,
      rowsBad,
      rowsNew,
      rowsChanged,
      createdAt: createdAt.toISOString(),
    })),
  }
}

/** One import as it stands: its columns to be confirmed, being read, judged, taken, or refused. */
export async function importLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, writes)
  const runId = idFrom(args.params['runId'])
  const { db } = appResources()
  const afterLine = z.coerce
    .number()
    .int()
    .min(0)
    .max(2_000_000_000)
    .catch(0)
    .parse(new URL(args.request.url).searchParams.get('after') ?? '0')
  const judging = isJudging(runId)
  const heads = await headsToConfirm(args, runId)
  const view = await readImport(db, scope, { runId, afterLine })
  if (!view.ok) throw data(null, { status: 404 })
  const { run, refused, nextAfterLine, warnings } = view.value
  const names = await db.asReader(scope, (tx) => nameOrganizations(tx, scope, [run.organizationId]))
  const messages = messagesOf(args.request, run.kind)
  const keeper = run.kind === 'accounts' && run.state === 'taken' ? findScope(person, 'account:admin') : null
  return {
    runId,
    requestId: crypto.randomUUID(),
    passwords: keeper && { ...(await countFirstPasswords(db, keeper, runId)), limit: passwordsAtATime },
    kind: run.kind,
    fileName: run.fileName,
    organizationName: names.get(run.organizationId) ?? '',
    asOf: run.asOf,
    createdAt: run.createdAt.toISOString(),
    step: stepOf(run, { judging, hasHeads: heads !== null }),
    counts: {
      total: run.rowsTotal,
      good: run.rowsGood,
      bad: run.rowsBad,
      fresh: run.rowsNew,
      changed: run.rowsChanged,
      same: run.rowsSame,
    },
    fault: run.error === null ? null : sayFileFault(args.request, run.error),
    heads,
    columns: importColumns(run.kind).map(({ key, head, required }) => ({ key, head, required })),
    afterLine,
    nextAfterLine,
    refused: refused.map(({ line, reasons }) => ({
      line,
      reasons: reasons.map((reason) => ({ code: reason.code, text: sayRowNote(messages, reason) })),
    })),
    warnings: warnings.flatMap(({ code, count }) => {
      const known = memberWarningCodes.find((one) => one === code)
      return known ? [{ code: known, count }] : []
    }),
  }
}

/** Where an import stands for the person before it. */
type ImportStep = 'mapping' | 'judging' | 'interrupted' | 'checked' | 'taken' | 'abandoned' | 'failed'

function stepOf(run: ImportRun, { judging, hasHeads }: { judging: boolean; hasHeads: boolean }): ImportStep {
  if (run.state !== 'reading') return run.state
  if (judging) return 'judging'
  return hasHeads ? 'mapping' : 'interrupted'
}

/** The heads of a file that waits for its mapping; null when it does not wait, or its file could not be read. */
async function headsToConfirm(args: LoaderFunctionArgs, runId: string) {
  const { scope } = await requireAnyPermission(args, writes)
  const { db } = appResources()
  const run = await db.asReader(scope, (tx) => findImport(tx, scope, runId))
  if (run?.state !== 'reading' || isJudging(runId) || run.rowsTotal > 0) return null
  const heads = await readUploadHeads(db, scope, runId)
  return heads.ok ? heads.value : null
}

type RoomMessages = {
  readonly refusals: Readonly<Record<string, string>>
  readonly columns: Readonly<Record<string, string>>
}

function messagesOf(request: Request, kind: ImportRun['kind']): RoomMessages {
  const english = localeOf(request) === 'en'
  if (kind === 'members') return english ? memberMessagesEn : memberMessagesVi
  if (kind === 'accounts') return english ? accountRowMessagesEn : accountRowMessagesVi
  if (kind === 'ratings') return english ? pastRatingMessagesEn : pastRatingMessagesVi
  return english ? organizationMessagesEn : organizationMessagesVi
}

function sayFileFault(request: Request, error: string): string {
  const [code = error, line = ''] = error.split(':')
  const messages = localeOf(request) === 'en' ? documentMessagesEn : documentMessagesVi
  const text = Object.entries(messages).find(([known]) => known === code)?.[1] ?? code
  return text.replace('{line}', line)
}

const intents = z.enum(['judge', 'take-all', 'take-good', 'abandon'])

/** Confirms the columns, takes all rows or the good ones, or gives the import up; each once, however often it is sent. */
export async function importAction(args: ActionFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, writes)
  const runId = idFrom(args.params['runId'])
  const { db } = appResources()
  const run = found(await db.asReader(scope, (tx) => findImport(tx, scope, runId)))
  const proof = findScope(person, permissionOf(run.kind))
  if (!proof) throw data(null, { status: 403 })
  const form = await args.request.formData()
  const intent = intents.safeParse(form.get('intent'))
  if (!intent.success) throw data(null, { status: 404 })

  if (intent.data === 'abandon') {
    const left = await abandonImport(db, proof, runId)
    if (!left.ok) throw data(null, { status: 404 })
    throw redirect('/imports')
  }
  if (intent.data === 'judge') {
    // Sent a second time while the file is read: the page shows how far it is.
    if (run.state !== 'reading' || isJudging(runId)) throw redirect(`/imports/${runId}`)
    const mapping: Record<string, string> = {}
    for (const [name, value] of form) {
      if (name.startsWith('head:') && typeof value === 'string' && value !== '') mapping[name.slice(5)] = value
    }
    const fault = checkMapping(run.kind, mapping)
    if (fault) {
      const named = importColumns(run.kind).filter(({ key }) => fault.columns.includes(key))
      return data({ refusal: fault.code, columns: named.map(({ head }) => head), mapping }, { status: 422 })
    }
    startJudging(db, { runId, scope: proof, mapping, log: args.context.log })
    throw redirect(`/imports/${runId}`)
  }
  const take = {
    members: takeMembers,
    organizations: takeOrganizations,
    accounts: takeAccounts,
    ratings: takePastRatings,
  }[run.kind]
  const taken = await take(db, proof, { runId, which: intent.data === 'take-all' ? 'all' : 'good' })
  if (taken.ok) throw redirect(`/imports/${runId}`)
  if (taken.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  return data({ refusal: taken.refusal.code, columns: [], mapping: null }, { status: 409 })
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const workbook = (bytes: Buffer, fileName: string) =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': workbookType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'Cache-Control': 'private, no-store',
    },
  })

/** The template of a kind, made when it is asked for. */
export async function templateLoader(args: LoaderFunctionArgs) {
  await requireAnyPermission(args, writes)
  const now = new Date().toISOString()
  const kind = args.params['kind']
  if (kind === 'members') return workbook(await memberTemplate(now), 'mau-dang-vien.xlsx')
  if (kind === 'organizations') return workbook(await organizationTemplate(now), 'mau-to-chuc-dang.xlsx')
  if (kind === 'accounts') return workbook(await accountTemplate(now), 'mau-tai-khoan.xlsx')
  if (kind === 'ratings') return workbook(await pastRatingTemplate(now), 'mau-xep-loai-cac-nam.xlsx')
  throw data(null, { status: 404 })
}

/** The uploaded workbook again with the reasons of its refused rows. */
export async function errorsLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, writes)
  const book = await writeImportErrors(appResources().db, scope, idFrom(args.params['runId']))
  if (!book.ok) throw data(null, { status: 404 })
  return workbook(book.value.bytes, book.value.fileName)
}
