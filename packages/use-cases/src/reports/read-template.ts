import type { Database } from '@nq15/db/client'
import { findTemplateFile } from '@nq15/db/reports/paper-setting.read'
import type { Scope } from '@nq15/db/scope'
import type { FileStore } from '../files/open-file-store.ts'
import { openFile } from '../files/read-files.ts'

/** The content of a committee's own template; null when it has no file, or none this reader may open. */
export async function readTemplate(
  { db, store }: { readonly db: Database; readonly store: FileStore },
  scope: Scope,
  templateId: string,
): Promise<Buffer | null> {
  const attachmentId = await db.asReader(scope, (tx) => findTemplateFile(tx, scope, templateId))
  if (attachmentId === null) return null
  const opened = await openFile({ db, store }, scope, { attachmentId })
  if (!opened.ok) return null
  try {
    return await opened.value.content.read(0, opened.value.content.size)
  } finally {
    await opened.value.close()
  }
}
