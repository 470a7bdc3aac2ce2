import { listDecisionsOnUnits } from '@nq15/db/reports/decided-units.read'
import { listPapers } from '@nq15/db/reports/paper.read'
import type { Scope } from '@nq15/db/scope'
import { documentMessagesEn, documentMessagesVi, type PaperFinding } from '@nq15/documents/reports'
import { todayInHanoi } from '@nq15/domain/calendar'
import { findPaperForm, paperTextsSchema, registerPaperSchema, reservePaperSchema } from '@nq15/domain/reports'
import { drawPaper } from '@nq15/use-cases/reports/draw-paper'
import { registerPaper, reservePaper, savePaperTexts, withdrawPaper } from '@nq15/use-cases/reports/keep-papers'
import { makePaper, makeRegistered, type PaperTools } from '@nq15/use-cases/reports/make-paper'
import { officePdf } from '@nq15/use-cases/reports/office-pdf'
import { isHis, mayIssue, mayReadForm } from '@nq15/use-cases/reports/paper-place'
import { type PaperGround, readPaperGround } from '@nq15/use-cases/reports/read-paper-ground'
import { readTemplate } from '@nq15/use-cases/reports/read-template'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { webEnv } from '../env.server.ts'
import { fileStore } from '../files/file-store.server.ts'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { papersReader, paperWords, subjectOf } from './papers.server.ts'

/** How this process reaches templates, the office program and the address of the public check. */
async function paperTools(): Promise<PaperTools> {
  const { db } = appResources()
  return {
    checkAddress: webEnv().checkUrl,
    readTemplate: async (scope, templateId) => readTemplate({ db, store: await fileStore() }, scope, templateId),
    toPdf: await officePdf(),
  }
}

const formFrom = ({ params }: { readonly params: LoaderFunctionArgs['params'] }) =>
  found(findPaperForm(params['form'] ?? ''))

/** One paper: what is written into it, what is missing, its number, and its files. */
export async function paperLoader(args: LoaderFunctionArgs) {
  const { person, scopes } = await papersReader(args)
  const form = formFrom(args)
  const words = paperWords(args.request)
  const today = todayInHanoi(new Date())
  for (const scope of scopes) {
    if (!mayReadForm(scope.permission, form)) continue
    const of = await subjectOf(args, scope)
    const { db } = appResources()
    const { campaignId, organizationId, caseId, decisionId } = of
    const place = { campaignId, organizationId, caseId, decisionId, form }
    const ground = await db.asReader(scope, (tx) => readPaperGround(tx, scope, { place, day: today, now: new Date() }))
    if (!ground || !isHis(scope, { form, caseId, issuerId: ground.issuerId })) continue
    const writers = scope.permission === 'paper:read' ? findScope(person, 'paper:write') : scope
    const writes = writers !== null && mayIssue(writers, { form, caseId, issuerId: ground.issuerId })
    const isCorrection = form.code === 'correction-decision'
    const registered =
      isCorrection && ground.paper?.state === 'reserved' ? await replaceable(scope, ground.issuerId) : []
    const { findings } = drawPaper(ground)
    return {
      organizationId: of.organizationId,
      year: of.year,
      caseId: of.caseId,
      code: form.code,
      formNumber: form.number,
      title: words.forms[form.code],
      about: ground.data.person?.name ?? ground.subjectName,
      issuer: ground.frame.head.issuer,
      carried: ground.carried && {
        number: ground.carried.decision.decisionNumber,
        day: ground.carried.decision.decidedOn,
      },
      issuerId: ground.issuerId,
      numbered: form.symbol !== null,
      confidence: form.confidence,
      formatVersion: ground.frame.head.day < '2026-01-09' ? '66-QĐ/TW' : '399-QĐ/TW',
      missing: ground.missing.map((fact) => words.missing[fact]),
      findings: findings.map(findingView(args.request)),
      fields: form.fields.map(({ name, kind, needed }) => ({
        ...{ name, kind, needed },
        label: words.fields[name],
        value: ground.texts[name] ?? '',
        filled: ground.filled[name] ?? null,
      })),
      decisionId: ground.carried?.decision.id ?? null,
      decisions: await decisionsOf(scope, ground),
      textVersion: ground.textVersion,
      mayWrite: writes && ground.paper?.state !== 'registered',
      mayRegister: writes,
      today,
      signer: { name: ground.frame.signature.name ?? '', title: ground.frame.signature.position },
      paper: ground.paper && {
        id: ground.paper.id,
        version: ground.paper.version,
        state: ground.paper.state,
        number: `${String(ground.paper.number).padStart(2, '0')}-${ground.paper.symbol}/${ground.paper.orgSymbol}`,
        term: ground.paper.termName,
        documentOn: ground.paper.documentOn,
        registeredBy: ground.paper.registeredByName,
        hash: ground.paper.contentHash,
      },
      replaceable: registered,
      checkAddress: webEnv().checkUrl,
      officeConfigured: (await officePdf()) !== null,
      requestIds: Array.from({ length: 4 }, () => crypto.randomUUID()),
    }
  }
  throw data(null, { status: 404 })
}

/** The decisions of one form where a committee made several: each is a paper of its own. */
async function decisionsOf(scope: Scope, { place, campaign }: PaperGround) {
  const { form, organizationId } = place
  if (!form.facts.includes('organization-levels')) return []
  const of = form.code === 'cell-decision' ? 'cells' : 'organizations'
  const asked = { campaignId: campaign.id, organizationId, of } as const
  const rows = await appResources().db.asReader(scope, (tx) => listDecisionsOnUnits(tx, scope, asked))
  return rows.map(({ id, decisionNumber, decidedOn, lines }) => ({ id, decisionNumber, decidedOn, lines }))
}

const findingView =
  (request: Request) =>
  ({ severity, code, detail = '' }: PaperFinding) => {
    const words = localeOf(request) === 'en' ? documentMessagesEn : documentMessagesVi
    return { severity, code, sentence: words[code].replace('{detail}', detail) }
  }

async function replaceable(scope: Scope, organizationId: string) {
  const rows = await appResources().db.asReader(scope, (tx) =>
    listPapers(tx, scope, { organizationId, state: 'registered', symbol: 'QĐ' }),
  )
  return rows
    .filter((row) => row.organizationId === organizationId && row.form !== 'correction-decision')
    .map(({ id, number, symbol, orgSymbol, about, documentOn }) => ({
      id,
      label: `${String(number).padStart(2, '0')}-${symbol}/${orgSymbol} (${documentOn.split('-').reverse().join('/')}): ${about}`,
    }))
}

/** A paper as a file: Word, or PDF with `?as=pdf`. What a check holds back is answered with 409 and the reason in words. */
export async function paperFileLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { scopes } = await papersReader(args)
  const form = formFrom(args)
  const format = new URL(args.request.url).searchParams.get('as') === 'pdf' ? 'pdf' : 'docx'
  const tools = await paperTools()
  for (const scope of scopes) {
    const { campaignId, organizationId, caseId, decisionId } = await subjectOf(args, scope)
    const place = { campaignId, organizationId, caseId, decisionId, form }
    const made = await makePaper(appResources().db, scope, { place, format, now: new Date(), tools })
    if (made.ok) return asDownload(made.value)
    if (made.refusal.code === 'NOT_FOUND') continue
    args.context.log.warn({ code: made.refusal.code }, 'a paper was not given out')
    const back = `/papers/${organizationId}/${args.params['year']}/${form.code}`
    throw redirect(`${back}?held=${made.refusal.code}${caseId ? `&case=${caseId}` : ''}`)
  }
  throw data(null, { status: 404 })
}

/** A registered or replaced paper of the register as a file. */
export async function registeredFileLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { scope } = await requireAnyPermission(args, ['paper:read', 'paper:issue'])
  const format = new URL(args.request.url).searchParams.get('as') === 'pdf' ? 'pdf' : 'docx'
  const made = await makeRegistered(appResources().db, scope, {
    paperId: idFrom(args.params['paperId']),
    format,
    tools: await paperTools(),
  })
  if (!made.ok) throw data(null, { status: 404 })
  return asDownload(made.value)
}

const frame = z.object({ intent: z.enum(['save', 'reserve', 'register', 'withdraw']), requestId: z.uuid() })
const registering = registerPaperSchema.extend({ paperId: z.uuid(), version: z.coerce.number().int() })
const days = ['documentOn', 'replyOn', 'introducedOn', 'commentedOn']

/** What an act on a paper is answered with. */
export type PaperAnswer = {
  readonly intent: string
  readonly done: boolean
  readonly refusal: string | null
  readonly details: readonly string[]
  readonly faults: readonly string[]
}

/** Writes into a paper, keeps a number for it, registers or gives it up. */
export async function paperAction(args: ActionFunctionArgs) {
  const { person, scope: first } = await requireAnyPermission(args, ['paper:write', 'paper:issue'])
  const form = formFrom(args)
  // Who keeps a cell's papers and a superior's acts under the proof that reaches the place.
  const issuing = findScope(person, 'paper:issue')
  const scope = issuing?.organizationIds.includes(args.params['orgId'] ?? '') ? issuing : first
  const { campaignId, organizationId, caseId, decisionId } = await subjectOf(args, scope)
  const typed = Object.fromEntries(
    [...(await args.request.formData())].flatMap(([name, value]) => {
      if (typeof value !== 'string') return []
      return [[name, days.includes(name) && value !== '' ? (parseDay(value) ?? value) : value] as const]
    }),
  )
  const framed = frame.safeParse(typed)
  if (!framed.success) throw data(null, { status: 422 })
  const { intent, requestId } = framed.data
  const place = { campaignId, organizationId, caseId, decisionId, form }
  const { db } = appResources()
  const now = new Date()
  const words = paperWords(args.request)
  const faulty = (error: z.ZodError) =>
    data<PaperAnswer>(
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
    if (intent === 'save') {
      const version = z.coerce.number().int().parse(typed['textVersion'])
      const own = Object.fromEntries(form.fields.map(({ name }) => [name, typed[name] ?? '']))
      const texts = paperTextsSchema.safeParse(own)
      if (!texts.success) return faulty(texts.error)
      return savePaperTexts(db, scope, { place, texts: texts.data, version, requestId, now })
    }
    if (intent === 'reserve') {
      const asked = reservePaperSchema.safeParse(typed)
      if (!asked.success) return faulty(asked.error)
      return reservePaper(db, scope, { place, ...asked.data, requestId, now })
    }
    if (intent === 'withdraw') return withdrawPaper(db, scope, { paperId: idFrom(typed['paperId']), requestId, now })
    const asked = registering.safeParse(typed)
    if (!asked.success) return faulty(asked.error)
    return registerPaper(db, scope, { place, ...asked.data, requestId, now })
  }
  const answer = await act()
  if (!('ok' in answer)) return answer
  if (answer.ok) return data<PaperAnswer>({ intent, done: true, refusal: null, details: [], faults: [] })
  const { refusal } = answer
  if (refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  const details =
    'fields' in refusal
      ? refusal.fields.map((name) => words.fields[name as keyof typeof words.fields] ?? name)
      : 'facts' in refusal
        ? refusal.facts.map((fact) => words.missing[fact as keyof typeof words.missing] ?? fact)
        : []
  const sentence = refusal.code in words.refusals ? words.refusals[refusal.code as keyof typeof words.refusals] : null
  return data<PaperAnswer>(
    {
      intent,
      done: false,
      refusal:
        sentence ?? (refusal.code === 'LIST_CHANGED' ? words.refusals.FACTS_MISSING : words.refusals.FIELDS_MISSING),
      details: 'findings' in refusal ? refusal.findings.map((one) => findingView(args.request)(one).sentence) : details,
      faults: [],
    },
    { status: 409 },
  )
}
