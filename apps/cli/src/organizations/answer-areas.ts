import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { areaMessagesEn } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { importOutlines } from '@nq15/use-cases/organizations/import-outlines'
import { importResidents } from '@nq15/use-cases/organizations/import-residents'
import { readRows } from '@nq15/use-cases/organizations/read-hanoi-files'
import type { Answer } from '../answer.ts'

type Note = { readonly value: string; readonly required: string }
const fill = (text: string, { value, required }: Note) =>
  text.replaceAll('{value}', value).replaceAll('{required}', required)

const unreadable = (path: string, what: string): Answer => ({
  json: { refused: true, code: 'FILE_UNREADABLE', file: basename(path) },
  lines: [`${basename(path)}: ${what}`, 'Nothing was kept.'],
  exitCode: 1,
})

/** Keeps the outlines of a GeoJSON file for the communes of a day; a bad feature is named by its number and nothing is kept. */
export async function answerImportAreas(
  db: Database,
  scope: Scope,
  { path, day, source }: { path: string; day: LegalDay; source: string | undefined },
): Promise<Answer> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return unreadable(path, 'the file cannot be read')
  const file = parseJson(text)
  if (file === undefined) return unreadable(path, 'this is not JSON')
  const imported = await importOutlines(db, scope, { file, day, source: source ?? basename(path) })
  const say = (finding: Note & { feature: number; code: keyof typeof areaMessagesEn.outlines }) =>
    `${finding.feature === 0 ? basename(path) : `feature ${finding.feature}`}: ${fill(areaMessagesEn.outlines[finding.code], finding)}`
  if (!imported.ok) {
    const { refusal } = imported
    return {
      json: { refused: true, ...refusal },
      lines: [...refusal.findings.map(say), 'Nothing was kept.'],
      exitCode: 1,
    }
  }
  const { outlines, warnings } = imported.value
  return {
    json: imported.value,
    lines: [`outlines: ${outlines.new} new or changed, ${outlines.same} there already`, ...warnings.map(say)],
    exitCode: 0,
  }
}

/** Keeps residents by area and year from a CSV file; a fault is named by its line and nothing is kept. */
export async function answerImportResidents(db: Database, scope: Scope, path: string): Promise<Answer> {
  const rows = await readRows(createReadStream(path), 'residents').catch(() => null)
  if (rows === null) return unreadable(path, 'the file cannot be read')
  if (!rows.ok) return unreadable(path, 'this is not well-formed CSV')
  const imported = await importResidents(db, scope, rows.value)
  if (imported.ok) {
    const { residents } = imported.value
    const line = `residents: ${residents.new} new or corrected, ${residents.same} there already`
    return { json: imported.value, lines: [line], exitCode: 0 }
  }
  const lines = imported.refusal.findings.map(
    (finding) => `${basename(path)}:${finding.line}: ${fill(areaMessagesEn.residents[finding.code], finding)}`,
  )
  return { json: { refused: true, ...imported.refusal }, lines: [...lines, 'Nothing was kept.'], exitCode: 1 }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
