import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { listRetention, type RetentionRow } from '@nq15/db/privacy/term.read'
import { processingRegister, writeProcessingRegister } from '@nq15/documents/privacy'
import { noRules } from '@nq15/documents/reports'
import { todayInHanoi } from '@nq15/domain/calendar'
import { basisSources, type RegisterLine, registerLines } from '@nq15/domain/privacy'
import { confidenceWords } from '@nq15/domain/shared'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { createTranslator } from 'use-intl/core'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { type Gate, requireAnyPermission } from '../server/session.server.ts'
import type { Locale } from '../ui/preferences.ts'
import messagesEn from './messages.en.json'
import messagesVi from './messages.vi.json'

const gate = (args: LoaderFunctionArgs): Promise<Gate> =>
  requireAnyPermission(args, ['privacy:handle', 'privacy:read', 'calendar:write'])

const linesIn = (retention: readonly RetentionRow[], locale: Locale) => {
  const words = locale === 'en' ? messagesEn : messagesVi
  const periods = new Map(retention.map((row) => [row.code, periodOf(row, locale)]))
  return registerLines().map((line: RegisterLine) => ({
    room: words.rooms[line.room],
    table: line.table,
    field: line.field,
    purpose: line.purpose,
    basis: `${basisSources[line.basis].text} (${confidenceWords[basisSources[line.basis].confidence][locale]})`,
    sensitivity: words.sensitivities[line.sensitivity],
    retention: periods.get(line.retention) ?? line.retention,
  }))
}

function periodOf({ title, months }: RetentionRow, locale: Locale): string {
  const t = createTranslator({ locale, messages: locale === 'en' ? messagesEn : messagesVi })
  return `${title}: ${months === null ? t('keep') : t('months', { months })}`
}

/** The register of processing: every table with its purpose, basis, sensitivity and retention, counted by room. */
export async function registerLoader(args: LoaderFunctionArgs) {
  const { scope } = await gate(args)
  const retention = await appResources().db.asReader(scope, (tx) => listRetention(tx, scope))
  const lines = linesIn(retention, localeOf(args.request))
  const tables = new Map<
    string,
    { room: string; table: string; purpose: string; basis: string; retention: string; fields: Record<string, string[]> }
  >()
  const raw = registerLines()
  for (const [at, line] of lines.entries()) {
    const table = tables.get(line.table) ?? { ...line, fields: {} }
    const sensitivity = raw[at]?.sensitivity ?? 'technical'
    if (sensitivity !== 'technical') {
      table.fields[sensitivity] = [...(table.fields[sensitivity] ?? []), line.field]
    }
    tables.set(line.table, table)
  }
  return {
    count: lines.length,
    tables: [...tables.values()].map(({ room, table, purpose, basis, retention: kept, fields }) => ({
      room,
      table,
      purpose,
      basis,
      retention: kept,
      fields: Object.entries(fields).map(([sensitivity, names]) => ({ sensitivity, names })),
    })),
  }
}

async function printed(args: LoaderFunctionArgs) {
  const { person, scope } = await gate(args)
  const retention = await appResources().db.asReader(scope, (tx) => listRetention(tx, scope))
  const now = new Date()
  return { person, now, today: todayInHanoi(now), lines: linesIn(retention, 'vi') }
}

/** The register as an Excel workbook, in Vietnamese. */
export async function registerWorkbookLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { person, now, today, lines } = await printed(args)
  const target = new PassThrough()
  const bytes = buffer(target)
  const statement = {
    title: messagesVi.register.title,
    filter: messagesVi.register.all,
    scope: messagesVi.register.product,
    asOf: today,
    generatedAt: now.toISOString(),
    generatedBy: person.actor.name,
    rules: noRules,
  }
  await writeProcessingRegister(lines, statement, target)
  return asDownload({
    fileName: `so-xu-ly-du-lieu-${today}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await bytes,
  })
}

/** The register as a Word paper, in Vietnamese. */
export async function registerPaperLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { now, today, lines } = await printed(args)
  const bytes = await processingRegister(lines, {
    issuer: messagesVi.register.product,
    day: today,
    generatedAt: now.toISOString(),
    technical: messagesVi.sensitivities.technical,
  })
  return asDownload({
    fileName: `so-xu-ly-du-lieu-${today}.docx`,
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes,
  })
}
