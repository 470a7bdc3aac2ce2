import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { organizationMessagesEn } from '@nq15/domain/organizations'
import { sayRowNote } from '@nq15/domain/shared'
import { importHanoi } from '@nq15/use-cases/organizations/import-hanoi'
import { readHanoiFiles } from '@nq15/use-cases/organizations/read-hanoi-files'
import type { Answer } from '../answer.ts'

/** Reads the files of a folder and builds Hà Nội's Party tree from them; every fault is named by file and line. */
export async function answerImportHanoi(db: Database, scope: Scope, folder: string): Promise<Answer> {
  const files = await readHanoiFiles(async (file) => {
    const path = join(folder, file)
    return (await isThere(path)) ? createReadStream(path) : null
  })
  if (!files.ok) {
    const { code, file, line } = files.refusal
    const what = code === 'HANOI_FILE_MISSING' ? 'the file is missing' : 'this is not well-formed CSV'
    return {
      json: { refused: true, code, findings: [files.refusal] },
      lines: [`${line === null ? file : `${file}:${line}`}: ${what}`, 'Nothing was kept.'],
      exitCode: 1,
    }
  }
  const imported = await importHanoi(db, scope, files.value)
  if (imported.ok) {
    const said = Object.entries(imported.value).map(
      ([what, count]) => `${what}: ${count.new} new, ${count.same} there already`,
    )
    const nothingNew = Object.values(imported.value).every((count) => count.new === 0)
    return { json: imported.value, lines: nothingNew ? [...said, 'Nothing new.'] : said, exitCode: 0 }
  }
  const { refusal } = imported
  if (refusal.code === 'CODE_TAKEN') {
    const line = `The code ${refusal.value} belongs to another organization in this time: ${refusal.by}`
    return { json: { refused: true, ...refusal }, lines: [line, 'Nothing was kept.'], exitCode: 1 }
  }
  const lines = refusal.findings.map(({ file, line, column, value, ...finding }) => {
    const note = { ...finding, column: column ?? '', value: value ?? '' }
    return `${file}:${line}: ${sayRowNote(organizationMessagesEn, note)}`
  })
  return { json: { refused: true, ...refusal }, lines: [...lines, 'Nothing was kept.'], exitCode: 1 }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
