import { findTableLevel, listRatedYears, listTableLines } from '@nq15/db/reports/figures.read'
import { listSignOffs } from '@nq15/db/reports/sign-off.read'
import { orgSectorLabelsEn, orgSectorLabelsVi, orgTypeLabelsEn, orgTypeLabelsVi } from '@nq15/domain/organizations'
import { ratingTables, sayLine, type TableCode, tableCodes, tablesVersion } from '@nq15/domain/reports'
import { exportTables } from '@nq15/use-cases/reports/export-tables'
import { listBehind, listPageSize } from '@nq15/use-cases/reports/list-behind'
import { readPlots } from '@nq15/use-cases/reports/read-plots'
import { type ReadTables, readTables, wayWithin } from '@nq15/use-cases/reports/read-tables'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found } from '../server/found.server.ts'
import { databaseFor } from '../server/replica-reads.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireSignedIn } from '../server/session.server.ts'
import { viewFindings, viewTable } from './table-view.server.ts'
import { askedLevel, askedTables, tableFrom } from './tables-asked.server.ts'

/** The tables of a level and year by name, with who signed them; says so when no year was opened yet. */
export async function tablesLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const { scope, organizationId, year, asOf } = await askedTables(args)
  const locale = localeOf(args.request)
  const titles = tableCodes.map((code) => ({ code, title: ratingTables[code].title[locale] }))
  if (organizationId === null || year === null) return { empty: true, titles } as const
  const read = await appResources().db.asReader(scope, async (tx) => {
    const level = await findTableLevel(tx, scope, { organizationId, day: asOf })
    return (
      level && {
        level: { organizationId: level.organizationId, name: level.name },
        way: await wayWithin(tx, scope, { organizationId, day: asOf }),
        years: (await listRatedYears(tx, scope)).map((one) => one.year),
        signOffs: await listSignOffs(tx, scope, { organizationId, year }),
        below: (await listTableLines(tx, scope, { organizationId, day: asOf })).filter(
          (line) => line.organizationId !== organizationId,
        ),
      }
    )
  })
  const { signOffs, below, ...shown } = found(read)
  return {
    empty: false,
    ...shown,
    ...{ titles, year, asOf, version: tablesVersion },
    below: below.map(({ key, name }) => ({ key, name })),
    basis: ratingTables.B1.basis,
    maySign: findScope(person, 'report:sign') !== null,
    signOffs: signOffs.map((row) => ({
      ...row,
      signedAt: row.signedAt.toISOString(),
      supersededAt: row.supersededAt?.toISOString() ?? null,
    })),
  } as const
}

/** One table of a level and year; with a year to compare, that year over the same lines beside it. */
export async function tableLoader(args: LoaderFunctionArgs) {
  const asked = await askedLevel(args)
  const { scope, search, against, year } = asked
  const code = tableFrom(args.params['code'])
  const { db, dataAsOf } = databaseFor(args, 'reports.table')
  const read = found(await readTables(db, scope, { ...asked, codes: [code] }))
  const locale = localeOf(args.request)
  const words = { ruleSetCode: read.rules.code, locale }
  // B7 is a comparison itself.
  const other = against !== null && against !== year && code !== 'B7'
  const earlier = other ? await readTables(db, scope, { ...asked, year: against, against: null, codes: [code] }) : null
  const aside = new URLSearchParams(search)
  if (against !== null) aside.set('year', String(against))
  return {
    ...headOf(read),
    dataAsOf: dataAsOf(),
    ...{ code, title: ratingTables[code].title[locale], basis: ratingTables[code].basis },
    against: code === 'B7' ? read.against : against,
    blocks: viewTable(found(read.tables[0]), { ...words, search }),
    findings: viewFindings(read.findings, words),
    signOff: read.signOff && { ...read.signOff, signedAt: read.signOff.signedAt.toISOString(), supersededAt: null },
    earlier: other
      ? earlier && {
          year: earlier.year,
          rules: earlier.rules.code,
          rulesDiffer: earlier.rules.code !== read.rules.code,
          blocks: viewTable(found(earlier.tables[0]), { ruleSetCode: earlier.rules.code, locale, search: aside }),
          findings: viewFindings(earlier.findings, { ruleSetCode: earlier.rules.code, locale }),
        }
      : null,
    isMissingYear: other && earlier === null,
  }
}

const headOf = ({
  level,
  way,
  year,
  years,
  asOf,
  rules,
  guarded,
}: Pick<ReadTables, 'level' | 'way' | 'year' | 'years' | 'asOf' | 'rules' | 'guarded'>) => ({
  level: { organizationId: level.organizationId, name: level.name },
  way: way.map(({ organizationId, name }) => ({ organizationId, name })),
  ...{ year, years, asOf, guarded },
  rules: rules.code,
})

const behind = z.object({
  block: z.string().max(40),
  line: z.string().max(80).nullable(),
  column: z.string().max(40),
  page: z.coerce.number().int().min(1).max(100_000),
})

/** The list behind one number of a table. */
export async function listLoader(args: LoaderFunctionArgs) {
  const asked = await askedLevel(args)
  const { scope, search, organizationId, year, asOf } = asked
  const code = tableFrom(args.params['code'])
  const wanted = behind.safeParse({
    ...{ block: search.get('block') ?? '', line: search.get('line'), column: search.get('column') ?? '' },
    page: search.get('page') ?? '1',
  })
  if (!wanted.success) throw data(null, { status: 404 })
  const { db } = appResources()
  const list = found(await listBehind(db, scope, { organizationId, year, asOf, code, ...wanted.data }))
  const locale = localeOf(args.request)
  const words = (key: string, axis: 'reason' | 'group' = 'reason') => sayLine({ key, name: key }, axis, locale)
  const level = await db.asReader(scope, (tx) => findTableLevel(tx, scope, { organizationId, day: asOf }))
  const shown = {
    code,
    title: ratingTables[code].title[locale],
    levelName: level?.name ?? '',
    year,
    asOf,
    page: wanted.data.page,
    pageSize: listPageSize,
  }
  const lines = wanted.data.line
  const isOrganization = lines !== null && z.uuid().safeParse(lines).success
  if (list.kind === 'counts-only')
    return { ...shown, kind: 'counts-only', below: isOrganization ? lines : null } as const
  if (list.kind === 'units') {
    return {
      ...shown,
      kind: 'units',
      total: list.total,
      rows: list.rows.map((row) => ({
        ...row,
        subject: words(
          row.subject === 'COLLECTIVE' || row.subject === 'LEADER' ? row.organizationSubject : row.subject,
        ),
        status: words(row.status),
      })),
    } as const
  }
  return {
    ...shown,
    kind: 'persons',
    total: list.total,
    named: list.named,
    rows: list.rows.map((row) => ({
      ...row,
      subject: words(row.subject, 'group'),
      status: words(row.status),
      reasons: row.reasons.map((reason) => words(reason)),
    })),
  } as const
}

/** The plots of a level and year. */
export async function plotsLoader(args: LoaderFunctionArgs) {
  const asked = await askedLevel(args)
  const { db, dataAsOf } = databaseFor(args, 'reports.plots')
  const { quota, quotaBy, shares, self, progress, peers, ...read } = found(await readPlots(db, asked.scope, asked))
  const locale = localeOf(args.request)
  const kinds: Readonly<Record<string, string>> = locale === 'en' ? orgTypeLabelsEn : orgTypeLabelsVi
  const sectors: Readonly<Record<string, string>> = locale === 'en' ? orgSectorLabelsEn : orgSectorLabelsVi
  return {
    ...headOf(read),
    dataAsOf: dataAsOf(),
    quota: quota.map((point) => ({
      ...point,
      name: sayLine(point, quotaBy, locale),
    })),
    ...{ quotaBy, shares, self, progress },
    peers: peers.map(({ kind, sector, ...group }) => ({
      ...group,
      group: [kinds[kind] ?? kind, ...(sector === null ? [] : [sectors[sector] ?? sector])].join(', '),
    })),
  }
}

/** One table or all as a workbook or a Word file. */
export async function tablesFileLoader(args: LoaderFunctionArgs): Promise<Response> {
  const asked = await askedLevel(args)
  const format = z.enum(['xlsx', 'docx']).safeParse(asked.search.get('format'))
  if (!format.success) throw data(null, { status: 404 })
  const table = asked.search.get('table')
  const codes: readonly TableCode[] = table ? [tableFrom(table)] : tableCodes
  const file = await exportTables(appResources().db, asked.scope, { ...asked, codes, format: format.data })
  if (!file.ok) throw data(null, { status: 404 })
  return asDownload(file.value)
}
