import { type PaperState, type PaperTexts, paperStates, paperTextsSchema } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf, dayOf } from '../legal-day-column.ts'
import { isId, isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const row = z.object({
  id: z.string(),
  organizationId: z.string(),
  issuerName: z.string(),
  termId: z.string(),
  termName: z.string(),
  symbol: z.string(),
  orgSymbol: z.string(),
  number: z.number(),
  form: z.string(),
  formNumber: z.number(),
  year: z.number(),
  campaignId: z.string(),
  subjectId: z.string(),
  subjectName: z.string(),
  caseId: z.string().nullable(),
  about: z.string(),
  documentOn: z.string(),
  state: z.enum(paperStates),
  contentHash: z.string().nullable(),
  templateId: z.string().nullable(),
  signerName: z.string().nullable(),
  signerTitle: z.string().nullable(),
  replacesId: z.string().nullable(),
  replacedById: z.string().nullable(),
  reservedByName: z.string(),
  registeredByName: z.string().nullable(),
  version: z.number(),
  decisionId: z.string().nullable(),
})
/** One line of the register of issued papers. */
export type PaperRow = z.infer<typeof row>

async function findRows(tx: Tx, where: Prisma.Sql, limit = 500): Promise<PaperRow[]> {
  const nameOf = (column: Prisma.Sql) =>
    Prisma.sql`coalesce((select v.name from organization_version v where v.organization_id = ${column}
      order by (v.valid_from <= p.document_on and p.document_on < v.valid_to) desc, v.valid_from desc limit 1), '')`
  const rows = await tx.$queryRaw<unknown[]>`
    select p.id::text, p.organization_id::text as "organizationId", ${nameOf(Prisma.sql`p.organization_id`)} as "issuerName", p.term_id::text as "termId",
        t.name as "termName", p.symbol, p.org_symbol as "orgSymbol", p.number, p.form, p.form_number as "formNumber", p.year,
        p.campaign_id::text as "campaignId", p.subject_id::text as "subjectId", ${nameOf(Prisma.sql`p.subject_id`)} as "subjectName", p.case_id::text as "caseId",
        p.about, to_char(p.document_on, 'YYYY-MM-DD') as "documentOn", p.state, p.content_hash as "contentHash", p.template_id::text as "templateId",
        p.signer_name as "signerName", p.signer_title as "signerTitle", p.replaces_id::text as "replacesId",
        (select n.id::text from paper n where n.replaces_id = p.id and n.state <> 'withdrawn' limit 1) as "replacedById",
        p.reserved_by_name as "reservedByName", p.registered_by_name as "registeredByName", p.version, p.decision_id::text as "decisionId"
      from paper p join paper_term t on t.id = p.term_id
     where ${where} order by p.document_on desc, p.symbol, p.number desc limit ${limit}`
  return rows.map((one) => row.parse(one))
}

/** What the register is narrowed to. */
export type RegisterFilter = {
  readonly organizationId: string
  readonly year?: number
  readonly symbol?: string
  readonly state?: PaperState
}

/** The register of an issuer and of everybody below it, newest first, at most 500 lines; none out of scope. */
export async function listPapers(tx: Tx, scope: Scope, filter: RegisterFilter): Promise<PaperRow[]> {
  const { organizationId, year, symbol, state } = filter
  if (!(await isWithin(tx, scope, organizationId))) return []
  return findRows(
    tx,
    Prisma.sql`p.organization_id in (select r.organization_id from app.organization_reach r where r.above_id = ${organizationId}::uuid
        and r.valid_from <= app.today() and app.today() < r.valid_to)
      and (${year ?? null}::int is null or p.year = ${year ?? null}::int) and (${symbol ?? null}::text is null or p.symbol = ${symbol ?? null}::text)
      and (${state ?? null}::text is null or p.state = ${state ?? null}::text)`,
  )
}

/** Which papers of a campaign are about an organization, or about one case of it. */
export async function listSubjectPapers(
  tx: Tx,
  scope: Scope,
  { campaignId, subjectId, caseId }: { campaignId: string; subjectId: string; caseId: string | null },
): Promise<PaperRow[]> {
  if (!(await isWithin(tx, scope, subjectId))) return []
  return findRows(
    tx,
    Prisma.sql`p.campaign_id = ${campaignId}::uuid and p.subject_id = ${subjectId}::uuid and p.case_id is not distinct from ${caseId}::uuid`,
  )
}

/** The registered papers of one form of a committee and its cells in a campaign, for an archive. */
export async function listRegistered(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId, symbol }: { campaignId: string; organizationId: string; symbol: string },
): Promise<PaperRow[]> {
  if (!(await isWithin(tx, scope, organizationId))) return []
  return findRows(
    tx,
    Prisma.sql`p.campaign_id = ${campaignId}::uuid and p.organization_id = ${organizationId}::uuid and p.symbol = ${symbol} and p.state in ('registered', 'replaced')`,
    5000,
  )
}

/** One line of the register; null when unknown or out of scope. */
export async function findPaper(tx: Tx, scope: Scope, id: string): Promise<PaperRow | null> {
  const [found] = isId(id) ? await findRows(tx, Prisma.sql`p.id = ${id}::uuid`) : []
  return found && (await isWithin(tx, scope, found.organizationId)) ? found : null
}

/** The numbers given so far of a kind of document in a term; read under a lock, so that two clerks never get one number. */
export async function listGivenNumbers(
  tx: Tx,
  _scope: Scope,
  { organizationId, termId, symbol }: { organizationId: string; termId: string; symbol: string },
): Promise<number[]> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`paper ${organizationId} ${termId} ${symbol}`}, 0))`
  const rows = await tx.paper.findMany({ where: { organizationId, termId, symbol }, select: { number: true } })
  return rows.map(({ number }) => number)
}

/** What people have written into a paper; version 0 before anybody wrote. */
export async function findPaperTexts(
  tx: Tx,
  scope: Scope,
  of: { campaignId: string; organizationId: string; form: string; caseId: string | null },
): Promise<{ texts: PaperTexts; version: number }> {
  if (!(await isWithin(tx, scope, of.organizationId))) return { texts: {}, version: 0 }
  const found = await tx.paperText.findFirst({ where: of, select: { texts: true, version: true } })
  return found ? { texts: paperTextsSchema.parse(found.texts), version: found.version } : { texts: {}, version: 0 }
}

/** What a registered paper says, as it was frozen; the read is written into the trail. Null before it is registered. */
export async function readFrozenPaper(
  tx: Tx,
  scope: Scope,
  { id, organizationId }: Pick<PaperRow, 'id' | 'organizationId'>,
): Promise<{ drawn: unknown; layout: unknown; checkCode: string; frozenAt: Date } | null> {
  if (!(await isWithin(tx, scope, organizationId))) return null
  const found = await tx.paperContent.findUnique({ where: { paperId: id } })
  if (!found) return null
  await tx.$queryRaw`select app.audit('read', 'paper_content', ${id}::uuid, ${organizationId}::uuid)::text`
  const { drawn, layout, checkCode, frozenAt } = found
  return { drawn, layout, checkCode, frozenAt }
}

/** The archives of an organization in a campaign, newest first, each with its file once it is there. */
export async function listBundles(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<
  {
    id: string
    contents: string
    format: string
    askedByName: string
    askedAt: Date
    file: { id: string; sizeBytes: number } | null
  }[]
> {
  if (!(await isWithin(tx, scope, organizationId))) return []
  const rows = await tx.paperBundle.findMany({
    where: { campaignId, organizationId },
    orderBy: { askedAt: 'desc' },
    take: 10,
  })
  const files = await tx.filePersonAttachment.findMany({
    where: { recordTable: 'paper_bundle', recordId: { in: rows.map(({ id }) => id) }, destroyedAt: null },
    select: { id: true, recordId: true, sizeBytes: true },
  })
  return rows.map(({ id, contents, format, askedByName, askedAt }) => {
    const file = files.find(({ recordId }) => recordId === id)
    return {
      id,
      contents,
      format,
      askedByName,
      askedAt,
      file: file ? { id: file.id, sizeBytes: Number(file.sizeBytes) } : null,
    }
  })
}

/** The term of an organization that covers a day; null when none does. */
export async function findTermOn(
  tx: Tx,
  _scope: Scope,
  { organizationId, day }: { organizationId: string; day: LegalDay },
): Promise<{ id: string; startsOn: LegalDay } | null> {
  const found = await tx.paperTerm.findFirst({
    where: { organizationId, startsOn: { lte: dateOf(day) }, endsOn: { gt: dateOf(day) } },
    select: { id: true, startsOn: true },
  })
  return found ? { id: found.id, startsOn: dayOf(found.startsOn) } : null
}
