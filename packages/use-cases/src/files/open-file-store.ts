import { folderStore } from '@nq15/db/files/folder-store'
import { type MasterKeys, openMasterKeys } from '@nq15/db/files/master-keys'
import type { ObjectStore } from '@nq15/db/files/object-store'
import { s3Store } from '@nq15/db/files/s3-store'
import type { FileSettings } from './file-settings.ts'
import { clamdScanner, type Scanner } from './scan-with-clamd.ts'

/** Everything the room needs beside the database. */
export type FileStore = {
  readonly objects: ObjectStore
  readonly keys: MasterKeys
  /** Null where none is configured. */
  readonly scanner: Scanner | null
  readonly settings: FileSettings
}

/** Where sealed contents lie, for who needs no key: backup and restore. */
export const objectsOf = ({ place }: FileSettings): ObjectStore =>
  's3' in place ? s3Store(place.s3) : folderStore(place.folder)

/** Opens the store of the settings; the key file is made on its first use. */
export async function openFileStore(settings: FileSettings): Promise<FileStore> {
  const { keyFile, clamd } = settings
  return {
    objects: objectsOf(settings),
    keys: await openMasterKeys(keyFile),
    scanner: clamd && clamdScanner(clamd),
    settings,
  }
}
