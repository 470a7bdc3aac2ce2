import { listGranted } from '@nq15/db/organizations/branch.read'
import { findCampaignOfYear, listCampaigns } from '@nq15/db/ratings/campaign.read'
import { findCase } from '@nq15/db/ratings/case.read'
import { listPapers } from '@nq15/db/reports/paper.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { paperStates, paperSymbols, reportsMessagesEn, reportsMessagesVi } from '@nq15/domain/reports'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { askForBundle } from '@nq15/use-cases/reports/bundle-papers'
import { listSubjectForms } from '@nq15/use-cases/reports/list-papers'
import { mayIssue } from '@nq15/use-cases/reports/paper-place'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'

/** The words of the room in the language of who asks. */
export const paperWords = (request: Request) => (localeOf(request) === 'en' ? reportsMessagesEn : reportsMessagesVi)

/** The register of issued papers of one's own organization and those below it. */
export async function registerLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'paper:list')
  const search = new URL(args.request.url).searchParams
  const filter = z
    .object({
      in: z.uuid().optional().catch(undefined),
      symbol: z.enum(paperSymbols).optional().catch(undefined),
      state: z.enum(paperStates).optional().catch(undefined),
    })
    .parse({
      in: search.get('in') ?? undefined,
      symbol: search.get('symbol') ?? undefined,
      state: search.get('state') ?? undefined,
    })
  const { db } = appResources()
  return db.asReader(scope, async (tx) => {
    const own = await listGranted(tx, scope)
    const organizationId = filter.in ?? own[0]?.organizationId ?? null
    const { symbol, state } = filter
    const papers =
      organizationId === null
        ? []
        : await listPapers(tx, scope, { organizationId, ...(symbol ? { symbol } : {}), ...(state ? { state } : {}) })
    const years = (await listCampaigns(tx, scope)).filter((one) => one.state !== 'draft').map(({ year }) => year)
    const [reads, issuing] = [findScope(person, 'paper:read') !== null, findScope(person, 'paper:issue')]
    const opens = ({ form, caseId, organizationId: issuerId }: (typeof papers)[number]) =>
      reads || (issuing !== null && mayIssue(issuing, { form: { code: form }, caseId, issuerId }))
    return {
      organizations: own.map(({ organizationId: id, name }) => ({ id, name })),
      organizationId,
      symbols: paperSymbols,
      symbol: symbol ?? '',
      state: state ?? '',
      years,
      setsUp: findScope(person, 'paper:setup') !== null || findScope(person, 'paper:write') !== null,
      papers: papers.map((paper) => ({
        id: paper.id,
        number: `${String(paper.number).padStart(2, '0')}-${paper.symbol}/${paper.orgSymbol}`,
        term: paper.termName,
        documentOn: paper.documentOn,
        about:
          paperWords(args.request).forms[paper.form as keyof ReturnType<typeof paperWords>['forms']] ?? paper.about,
        issuer: paper.issuerName,
        subject: paper.subjectName,
        state: paper.state,
        year: paper.year,
        to: opens(paper)
          ? paper.state === 'replaced' || paper.state === 'withdrawn'
            ? null
            : `/papers/${paper.subjectId}/${paper.year}/${paper.form}${paper.caseId ? `?case=${paper.caseId}` : ''}`
          : null,
        files: opens(paper) && (paper.state === 'registered' || paper.state === 'replaced'),
      })),
    }
  })
}

/** Which papers a page is about: the organization and year of its address, the case and the decision of its query. */
export async function subjectOf(args: LoaderFunctionArgs, scope: Scope) {
  const organizationId = idFrom(args.params['orgId'])
  const year = yearFrom(args.params['year'])
  const search = new URL(args.request.url).searchParams
  const idOf = (name: string) => (search.has(name) ? idFrom(search.get(name) ?? undefined) : null)
  const [caseId, decisionId] = [idOf('case'), idOf('decision')]
  const campaign = found(await appResources().db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  return { campaignId: campaign.id, organizationId, caseId, decisionId, year }
}

const readers = ['paper:read', 'paper:issue', 'paper:list', 'rating:self'] as const

/** The proofs of a person under which papers may be there: all, those without persons, his own. */
export async function papersReader(args: LoaderFunctionArgs): Promise<{ person: SignedIn; scopes: readonly Scope[] }> {
  const { person } = await requireAnyPermission(args, [...readers])
  const scopes = readers.flatMap((permission) => findScope(person, permission) ?? [])
  return { person, scopes }
}

/** The papers' page of a cell, a committee or a member: each form, what it still lacks, its number, its files. */
export async function papersLoader(args: LoaderFunctionArgs) {
  const { person, scopes } = await papersReader(args)
  const { db } = appResources()
  const words = paperWords(args.request)
  for (const scope of scopes) {
    const of = await subjectOf(args, scope)
    const listed = await listSubjectForms(db, scope, { ...of, now: new Date() })
    if (!listed) continue
    const case_ = of.caseId === null ? null : await db.asReader(scope, (tx) => findCase(tx, scope, of.caseId ?? ''))
    return {
      organizationId: of.organizationId,
      year: of.year,
      caseId: of.caseId,
      name: case_?.fullName ?? listed.name,
      organization: listed.name,
      subject: listed.subject,
      mayBundle: scope.permission === 'paper:read' && of.caseId === null,
      mayList: findScope(person, 'paper:list') !== null,
      setupId:
        (findScope(person, 'paper:setup') ?? findScope(person, 'paper:write')) === null
          ? null
          : listed.subject === 'committee'
            ? of.organizationId
            : listed.subject === 'cell'
              ? of.organizationId
              : null,
      people:
        of.caseId === null && listed.subject === 'cell' && scope.permission === 'paper:read'
          ? await peopleOf(scope, of)
          : [],
      requestId: crypto.randomUUID(),
      forms: listed.forms.map(({ form, papers }) => {
        const [paper] = papers
        return {
          code: form.code,
          number: form.number,
          title: words.forms[form.code],
          numbered: form.symbol !== null,
          confidence: form.confidence,
          registered:
            paper === undefined || paper.state === 'withdrawn'
              ? null
              : {
                  number: `${String(paper.number).padStart(2, '0')}-${paper.symbol}/${paper.orgSymbol}`,
                  state: paper.state,
                  documentOn: paper.documentOn,
                },
        }
      }),
      bundles: listed.bundles.map(({ askedAt, ...bundle }) => ({ ...bundle, askedAt: askedAt.toISOString() })),
    }
  }
  throw data(null, { status: 404 })
}

async function peopleOf(scope: Scope, { campaignId, organizationId }: { campaignId: string; organizationId: string }) {
  const { listCellCases } = await import('@nq15/db/ratings/case.read')
  const rows = await appResources().db.asReader(scope, (tx) => listCellCases(tx, scope, { campaignId, organizationId }))
  return rows.map(({ id, fullName }) => ({ id, name: fullName }))
}

const bundleForm = z.object({
  requestId: z.uuid(),
  contents: z.enum(['cell-forms', 'decisions']),
  format: z.enum(['docx', 'pdf']),
})

/** Asks for all papers in one archive; the page of running work shows how far it is. */
export async function papersAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'paper:read')
  const of = await subjectOf(args, scope)
  const form = bundleForm.safeParse(Object.fromEntries(await args.request.formData()))
  if (!form.success) throw data(null, { status: 422 })
  const now = new Date()
  const { campaignId, organizationId } = of
  const asked = await askForBundle(appResources().db, scope, {
    ...{ campaignId, organizationId, ...form.data, now },
    day: todayInHanoi(now),
  })
  if (!asked.ok) throw data(null, { status: 404 })
  throw redirect(`/papers/${organizationId}/${of.year}?asked=1`)
}
