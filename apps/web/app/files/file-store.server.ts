import { type Drawers, findDrawers } from '@nq15/documents/files'
import { type FileStore, openFileStore } from '@nq15/use-cases/files/open-file-store'
import { fileSettings } from '../env.server.ts'

let opened: Promise<FileStore> | undefined

/** The store of files of this process, opened at the first use. */
export function fileStore(): Promise<FileStore> {
  opened ??= openFileStore(fileSettings()).catch((error: unknown) => {
    // A disk that was away for a moment is asked again by the next one who comes.
    opened = undefined
    throw error
  })
  return opened
}

let drawers: Promise<Drawers> | undefined

/** Which programs of this machine draw pages; looked for once. */
export function pageDrawers(): Promise<Drawers> {
  drawers ??= findDrawers()
  return drawers
}
