import type { Database } from '@nq15/db/client'
import type { RetentionClass } from '@nq15/domain/files'
import {
  changeRetention,
  type Destruction,
  destroyDueFiles,
  readDueFiles,
  readRetentions,
} from '@nq15/use-cases/files/destroy-files'
import { type OnProgress, rotateKey, sweepStore, verifyStore } from '@nq15/use-cases/files/keep-store'
import type { FileStore } from '@nq15/use-cases/files/open-file-store'
import { type Answer, columns } from '../answer.ts'
import { operatorScope } from '../operator.ts'

type Kept = { readonly db: Database; readonly store: FileStore }
const keeper = () => operatorScope('file:keep')

/** `files verify`. */
export async function answerVerify(kept: Kept, onProgress: OnProgress): Promise<Answer> {
  const report = await verifyStore(kept, keeper(), onProgress)
  const { whole, contents, bytes, byKey, findings } = report
  const keys = Object.entries(byKey).map(([key, count]) => `${count} under key ${key}`)
  return {
    json: report,
    lines: [
      `${contents} contents, ${bytes} bytes${keys.length > 0 ? `; ${keys.join(', ')}` : ''}.`,
      ...(whole ? ['Every content is what was sealed.'] : findings.map((one) => `${one.code}: ${one.objectName}`)),
    ],
    exitCode: whole ? 0 : 1,
  }
}

/** `files sweep`. */
export async function answerSweep(kept: Kept, now: Date): Promise<Answer> {
  const swept = await sweepStore(kept, keeper(), now)
  const { contents, objects, uploads } = swept
  return {
    json: swept,
    lines: [
      `Removed: ${contents} contents without a document, ${objects} objects without a row, ${uploads} broken uploads.`,
    ],
    exitCode: 0,
  }
}

/** `files rotate-key`. */
export async function answerRotateKey(
  kept: Kept,
  options: { resume: boolean; dropOld: boolean; onProgress: OnProgress },
): Promise<Answer> {
  const rotation = await rotateKey(kept, keeper(), options)
  const { keyId, rewrapped, failed, dropped } = rotation
  return {
    json: rotation,
    lines: [
      `The current key is ${keyId}; ${rewrapped} keys were wrapped anew.`,
      ...(failed > 0
        ? [`${failed} could not be opened with the keys of the key file: run \`nq15 files verify\`.`]
        : []),
      ...(dropped.length > 0 ? [`Removed from the key file: ${dropped.join(', ')}.`] : []),
    ],
    exitCode: failed > 0 ? 1 : 0,
  }
}

/** `files retention`. */
export async function answerRetention(db: Database): Promise<Answer> {
  const retentions = await readRetentions(db, keeper())
  const rows = retentions.map(({ retentionClass, event, months, action, source }) => [
    retentionClass,
    event,
    months === null ? 'no end' : `${months} months`,
    action,
    source ?? '-',
  ])
  return { json: { retentions }, lines: columns([['Class', 'From', 'Kept', 'Then', 'Source'], ...rows]), exitCode: 0 }
}

/** `files set-retention`. */
export async function answerSetRetention(
  db: Database,
  retentionClass: RetentionClass,
  period: { months: number | null; source: string | null },
): Promise<Answer> {
  const changed = await changeRetention(db, keeper(), { retentionClass, ...period })
  if (!changed.ok) {
    const words = 'A period needs --source: number and day of the document that sets it.'
    return { json: { refused: true, ...changed.refusal, message: words }, lines: [words], exitCode: 1 }
  }
  const { files } = changed.value
  const kept = period.months === null ? 'without end' : `${period.months} months`
  return {
    json: { retentionClass, ...period, files },
    lines: [`${retentionClass} is kept ${kept}; that concerns ${files} files.`],
    exitCode: 0,
  }
}

/** `files due`: numbers and ids, never a name. */
export async function answerDue(db: Database, now: Date): Promise<Answer> {
  const due = await readDueFiles(db, keeper(), now)
  const files = due.map(({ id, retentionClass, recordTable, organizationId, retainUntil }) => ({
    id,
    retentionClass,
    recordTable,
    organizationId,
    retainUntil,
  }))
  const rows = files.map((one) => [one.id, one.retentionClass, one.recordTable, one.retainUntil])
  return {
    json: { files },
    lines: rows.length === 0 ? ['Nothing is due.'] : columns([['File', 'Class', 'Record', 'Until'], ...rows]),
    exitCode: 0,
  }
}

/** `files destroy`. */
export async function answerDestroy(db: Database, destruction: Destruction): Promise<Answer> {
  const done = await destroyDueFiles(db, keeper(), destruction)
  if (!done.ok) {
    const words = 'Files are destroyed by a decision; its number is missing.'
    return { json: { refused: true, ...done.refusal, message: words }, lines: [words], exitCode: 1 }
  }
  const { destroyed } = done.value
  return {
    json: { destroyed, decision: destruction.decision, decidedOn: destruction.decidedOn },
    lines: [`${destroyed} files are destroyed; their contents go with the next sweep.`],
    exitCode: 0,
  }
}
